package io.firstfin.sample;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * A server whose one thread accepts and serves, and hangs in the first request: its accept queue fills up,
 * and some of those in it give up. And more connections that are never closed than a round of events has
 * room for, with a single one of another kind among them. Ends with its stdin.
 */
final class Queues {
    static final int BACKLOG = 5;
    static final int GIVE_UP = 4;
    static final int MANY = 100;

    private static final List<Socket> KEPT = new ArrayList<>();

    private Queues() {}

    public static void main(String[] args) throws Exception {
        ServerSocket hung = new ServerSocket(0, BACKLOG, InetAddress.getByName("127.0.0.1"));
        CountDownLatch serving = new CountDownLatch(1);
        Thread door = new Thread(() -> serve(hung, serving), "door");
        door.setDaemon(true);
        door.start();
        KEPT.add(connect(hung));
        serving.await();
        for (int i = 0; i <= BACKLOG; i++) {
            Socket client = connect(hung);
            if (i < GIVE_UP) {
                client.close();
            }
            KEPT.add(client);
        }
        ServerSocket many = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        ServerSocket single = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        for (int i = 0; i < MANY; i++) {
            neverClosed(many);
        }
        neverClosed(single);
        System.out.println("PORTS " + hung.getLocalPort() + " " + many.getLocalPort() + " " + single.getLocalPort());
        System.out.println("DONE " + ProcessHandle.current().pid());
        System.in.read();
    }

    private static void serve(ServerSocket server, CountDownLatch serving) {
        while (true) {
            try (Socket client = server.accept()) {
                serving.countDown();
                hangs(client);
            } catch (IOException | InterruptedException e) {
                return;
            }
        }
    }

    private static void hangs(Socket client) throws IOException, InterruptedException {
        Thread.sleep(client.isClosed() ? 1 : 600_000);
    }

    private static Socket connect(ServerSocket server) throws IOException {
        return new Socket(server.getInetAddress(), server.getLocalPort());
    }

    /** It is the server that keeps its end. */
    private static void neverClosed(ServerSocket server) throws IOException {
        connect(server).close();
        KEPT.add(server.accept());
    }
}
