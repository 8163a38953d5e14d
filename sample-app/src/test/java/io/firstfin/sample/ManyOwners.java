package io.firstfin.sample;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Leaves as many sockets in TIME_WAIT as it is asked for, from three lines in known shares, while another
 * process in the same namespace, which is the server too, leaves its own. Ends with its stdin.
 */
final class ManyOwners {
    private static final int PER_SECOND = 800;

    private ManyOwners() {}

    public static void main(String[] args) throws Exception {
        int ours = Integer.parseInt(args[0]);
        Process other = another(args[1]);
        long begin = System.nanoTime();
        BufferedReader said = other.inputReader();
        InetSocketAddress address = new InetSocketAddress("127.0.0.1", Integer.parseInt(said.readLine()));
        for (int i = 0; i < ours; i++) {
            if (i == PER_SECOND) {
                // what closes in the first moments of a recording is nobody's for certain
                other.getOutputStream().write('\n');
                other.getOutputStream().flush();
            }
            long due = System.nanoTime() + TimeUnit.SECONDS.toNanos(1) / PER_SECOND;
            part(i, address);
            // above 1,000 a second the line is asked for of some closes only: no pause is caught up
            while (System.nanoTime() - due < 0) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
        }
        if (!"there".equals(said.readLine())) {
            throw new IllegalStateException("the other process failed");
        }
        System.out.println("TOOK " + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin));
        System.out.println("DONE " + ProcessHandle.current().pid());
        System.in.read();
        other.getOutputStream().close();
        other.waitFor();
    }

    /** Of ten connections, five are the first part's, three the second's, two the third's. */
    private static void part(int i, InetSocketAddress address) throws IOException {
        if (i % 10 < 5) {
            orders(address);
        } else if (i % 10 < 8) {
            stock(address);
        } else {
            prices(address);
        }
    }

    private static void orders(InetSocketAddress address) throws IOException {
        Socket socket = connect(address);
        socket.close();
    }

    private static void stock(InetSocketAddress address) throws IOException {
        Socket socket = connect(address);
        socket.close();
    }

    private static void prices(InetSocketAddress address) throws IOException {
        Socket socket = connect(address);
        socket.close();
    }

    /** Answered by one byte, so that the server has the connection before we close it. */
    private static Socket connect(InetSocketAddress address) throws IOException {
        Socket socket = new Socket();
        socket.connect(address);
        if (socket.getInputStream().read() < 0) {
            throw new IOException("no answer");
        }
        return socket;
    }

    /** One at a time: after its byte it waits for the client's close. */
    private static void serve(ServerSocket server) {
        try {
            while (true) {
                try (Socket socket = server.accept()) {
                    socket.getOutputStream().write(1);
                    InputStream in = socket.getInputStream();
                    while (in.read() >= 0) {
                        continue;
                    }
                }
            }
        } catch (IOException e) {
            System.err.println("the server ended: " + e);
        }
    }

    private static Process another(String others) throws IOException {
        return new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-XX:+UseSerialGC",
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Another.class.getName(),
                        others)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** The server of all, and a client of it that closes first, too. Ends with its stdin. */
    static final class Another {
        private Another() {}

        public static void main(String[] args) throws IOException {
            ServerSocket server = new ServerSocket(0, 500, InetAddress.getByName("127.0.0.1"));
            Thread serving = new Thread(() -> serve(server));
            serving.setDaemon(true);
            serving.start();
            InetSocketAddress address = (InetSocketAddress) server.getLocalSocketAddress();
            System.out.println(address.getPort());
            System.in.read();
            for (int i = 0; i < Integer.parseInt(args[0]); i++) {
                connect(address).close();
            }
            System.out.println("there");
            System.in.read();
        }
    }
}
