package io.firstfin.sample;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A steady load in waves: {@code Waves HOW WAVES SERVERS}. Each wave needs 70 connections at once, now
 * and then 84, to servers of its own on loopback. Waits for a line before it begins and before it
 * ends; when all of a wave's connections are open it says which wave that is, the milliseconds of a clock, and
 * what the kernel shows towards the first server.
 */
public final class Waves {

    /** How connections end. */
    enum How {
        /** Each carries one request; we close first. */
        NEW,
        /** They are kept for the next wave, until they were idle for {@link #IDLE_LIMIT}. */
        KEEP_ALIVE,
        /** Each carries one request; the server closes first. */
        PEER_FIRST
    }

    /** Of so many waves one is large. With this many no TIME_WAIT ends at the time of a large one. */
    static final int PERIOD = 15;
    /** Every wave up to this one says what the kernel shows, and each large one after it. */
    static final int ALL_TOLD = 3 * PERIOD;

    private static final long IDLE_LIMIT = TimeUnit.SECONDS.toNanos(5);
    /** From the begin of one wave to that of the next, while the machine is quick enough. */
    static final int BETWEEN_MILLIS = 800;

    private static final long BETWEEN = TimeUnit.MILLISECONDS.toNanos(BETWEEN_MILLIS);
    /**
     * From the end of one wave to the begin of the next, however long it took. Neither once nor twice
     * that is near the second after which tcp_tw_reuse acts.
     */
    private static final long AT_LEAST = TimeUnit.MILLISECONDS.toNanos(550);

    private record Idle(Socket socket, long since) {}

    private final How how;
    private final List<InetSocketAddress> servers = new ArrayList<>();
    private final List<Deque<Idle>> pools = new ArrayList<>();
    private int failed;

    private Waves(How how, int servers) throws IOException {
        this.how = how;
        for (int i = 0; i < servers; i++) {
            ServerSocket server = new ServerSocket(0, 256, InetAddress.getByName("127.0.0.1"));
            this.servers.add((InetSocketAddress) server.getLocalSocketAddress());
            pools.add(new ArrayDeque<>());
            daemon(() -> accept(server));
        }
    }

    public static void main(String[] args) throws Exception {
        Waves load = new Waves(How.valueOf(args[0]), Integer.parseInt(args[2]));
        System.out.println("ready");
        System.in.read();
        long next = System.nanoTime();
        for (int i = 0; i < Integer.parseInt(args[1]); i++) {
            load.wave(i);
            next = Math.max(next + BETWEEN, System.nanoTime() + AT_LEAST);
            while (System.nanoTime() < next) {
                LockSupport.parkNanos(next - System.nanoTime());
            }
        }
        System.out.println("failed " + load.failed);
        System.in.read();
    }

    /** How many connections a wave needs at once. */
    static int size(int wave) {
        return wave % PERIOD == 0 ? 84 : 70;
    }

    private void wave(int number) throws IOException {
        List<Socket> open = new ArrayList<>();
        for (int i = 0; i < size(number); i++) {
            try {
                Socket socket = take(i % servers.size());
                socket.getOutputStream().write(how == How.PEER_FIRST ? 'c' : 'k');
                if (socket.getInputStream().read() < 0) {
                    throw new IOException("no answer");
                }
                open.add(socket);
            } catch (BindException e) {
                failed++;
            }
        }
        if (number % PERIOD == 0 || number <= ALL_TOLD) {
            System.out.println(number + " " + TimeUnit.NANOSECONDS.toMillis(System.nanoTime()) + " "
                    + KernelRows.towards(servers.get(0).getPort()));
        }
        for (int i = 0; i < open.size(); i++) {
            end(open.get(i), i % servers.size());
        }
    }

    private Socket take(int server) throws IOException {
        Deque<Idle> idle = pools.get(server);
        while (!idle.isEmpty() && System.nanoTime() - idle.getFirst().since >= IDLE_LIMIT) {
            idle.removeFirst().socket.close();
        }
        return idle.isEmpty()
                ? new Socket(
                        servers.get(server).getAddress(), servers.get(server).getPort())
                : idle.removeLast().socket;
    }

    private void end(Socket socket, int server) throws IOException {
        if (how == How.KEEP_ALIVE) {
            pools.get(server).addLast(new Idle(socket, System.nanoTime()));
            return;
        }
        if (how == How.PEER_FIRST && socket.getInputStream().read() >= 0) {
            throw new IOException("not closed");
        }
        socket.close();
    }

    private static void accept(ServerSocket server) {
        try {
            while (true) {
                Socket socket = server.accept();
                daemon(() -> serve(socket));
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Answers until the client closes, or asks the server to. */
    private static void serve(Socket accepted) {
        try (Socket socket = accepted) {
            int request;
            do {
                request = socket.getInputStream().read();
                if (request >= 0) {
                    socket.getOutputStream().write(request);
                }
            } while (request == 'k');
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        thread.start();
    }
}
