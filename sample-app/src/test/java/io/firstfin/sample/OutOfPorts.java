package io.firstfin.sample;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * Runs out of local ports toward one destination: a client of three parts that closes first, at a
 * steady rate, beside another process that has some of the ports. For a namespace of few ports, with
 * tcp_tw_reuse off. Goes on failing until its stdin ends, so that whoever watches sees it out of ports.
 */
final class OutOfPorts {
    /** Ports that the other process has: in TIME_WAIT, and open. */
    static final int OTHERS_CLOSED = 200;

    static final int OTHERS_OPEN = 3;

    private static final int STOP_AFTER = 40_000;
    private static final byte[] QUESTION = {1};

    private OutOfPorts() {}

    /** @param args connections a second; with {@code bind}, each bound before it connects */
    public static void main(String[] args) throws Exception {
        int perSecond = Integer.parseInt(args[0]);
        boolean bind = args.length > 1 && args[1].equals("bind");
        ExecutorService serving = Executors.newCachedThreadPool(OutOfPorts::daemon);
        ServerSocket server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        serving.execute(() -> serve(server, serving));
        InetSocketAddress address = (InetSocketAddress) server.getLocalSocketAddress();
        System.out.println("SERVER " + address.getPort());
        Process other = null;
        long start = System.nanoTime();
        int failures = 0;
        AtomicBoolean seen = new AtomicBoolean();
        serving.execute(() -> awaitEndOfStdin(seen));
        for (int i = 0; i < STOP_AFTER && !seen.get(); i++) {
            if (i == perSecond) {
                // what closes in the first moments of a recording is nobody's for certain
                other = another(address.getPort());
            }
            try {
                part(i, address, bind);
            } catch (IOException noPort) {
                if (failures++ == 0) {
                    System.out.println("OUT " + System.currentTimeMillis() + " " + noPort.getMessage());
                }
            }
            long due = start + TimeUnit.SECONDS.toNanos(i + 1) / perSecond;
            LockSupport.parkNanos(due - System.nanoTime());
        }
        other.getOutputStream().close();
        other.waitFor();
    }

    private static void awaitEndOfStdin(AtomicBoolean seen) {
        try {
            while (System.in.read() >= 0) {
                continue;
            }
        } catch (IOException e) {
            System.err.println("stdin: " + e);
        }
        seen.set(true);
    }

    /** Of ten connections, seven are the first part's, two the second's, one the third's. */
    private static void part(int i, InetSocketAddress address, boolean bind) throws IOException {
        if (i % 10 < 7) {
            checkout(address, bind);
        } else if (i % 10 < 9) {
            search(address, bind);
        } else {
            health(address, bind);
        }
    }

    private static void checkout(InetSocketAddress address, boolean bind) throws IOException {
        Socket socket = connect(address, bind);
        ask(socket);
        socket.close();
    }

    private static void search(InetSocketAddress address, boolean bind) throws IOException {
        Socket socket = connect(address, bind);
        ask(socket);
        socket.close();
    }

    private static void health(InetSocketAddress address, boolean bind) throws IOException {
        Socket socket = connect(address, bind);
        ask(socket);
        socket.close();
    }

    private static Socket connect(InetSocketAddress address, boolean bind) throws IOException {
        Socket socket = new Socket();
        try {
            if (bind) {
                socket.bind(new InetSocketAddress(address.getAddress(), 0));
            }
            socket.connect(address);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private static void ask(Socket socket) throws IOException {
        socket.getOutputStream().write(QUESTION);
        socket.getInputStream().read();
    }

    private static void serve(ServerSocket server, ExecutorService serving) {
        try {
            while (true) {
                Socket socket = server.accept();
                serving.execute(() -> answer(socket));
            }
        } catch (IOException closed) {
            System.err.println("the server ended: " + closed);
        }
    }

    private static void answer(Socket socket) {
        try (socket) {
            while (socket.getInputStream().read() >= 0) {
                socket.getOutputStream().write(QUESTION);
            }
        } catch (IOException e) {
            System.err.println("a connection ended: " + e);
        }
    }

    private static Process another(int port) throws IOException {
        Process other = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-XX:+UseSerialGC",
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Another.class.getName(),
                        String.valueOf(port))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        other.getInputStream().read();
        return other;
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        return thread;
    }

    /** A sidecar: has its ports, says so, and ends with its stdin. */
    static final class Another {
        private Another() {}

        public static void main(String[] args) throws IOException {
            InetSocketAddress address = new InetSocketAddress("127.0.0.1", Integer.parseInt(args[0]));
            List<Socket> open = new ArrayList<>();
            for (int i = 0; i < OTHERS_OPEN; i++) {
                open.add(connect(address, false));
                ask(open.get(i));
            }
            for (int i = 0; i < OTHERS_CLOSED; i++) {
                try (Socket socket = connect(address, false)) {
                    ask(socket);
                }
            }
            System.out.println("there");
            System.in.read();
            for (Socket socket : open) {
                socket.close();
            }
        }
    }
}
