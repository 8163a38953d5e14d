package io.firstfin.sample;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Connects that meet their own port, each bound to it as a firewall may ask for. Twice to the same
 * destination while the first is open ({@code open}), from any address of the machine as well ({@code
 * wildcard}); or to a port of its own where nobody listens ({@code self}).
 */
final class OwnPort {
    static final int PORT = 6_000;

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1_500);
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();

    /** What the collector must not close. */
    private static final List<Socket> OPEN = new ArrayList<>();

    private OwnPort() {}

    public static void main(String[] args) throws Exception {
        LockSupport.parkNanos(PAUSE_NANOS);
        if (args[0].equals("self")) {
            connectToItself();
        } else {
            connectTwice(args[0]);
        }
        LockSupport.parkNanos(PAUSE_NANOS);
    }

    private static void connectTwice(String word) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, HERE)) {
            System.out.println("SERVER " + server.getLocalPort());
            Socket first = open(word, server);
            OPEN.add(first);
            OPEN.add(server.accept());
            try {
                OPEN.add(open(word, server));
                System.out.println("FAILED never");
            } catch (IOException e) {
                System.out.println("FAILED " + e.getMessage());
            }
        }
    }

    private static Socket open(String word, ServerSocket server) throws IOException {
        Socket socket = new Socket();
        socket.setReuseAddress(true);
        socket.bind(word.equals("wildcard") ? new InetSocketAddress(PORT) : new InetSocketAddress(HERE, PORT));
        socket.connect(server.getLocalSocketAddress());
        return socket;
    }

    private static void connectToItself() throws IOException {
        Socket socket = new Socket();
        try (socket) {
            socket.bind(new InetSocketAddress(HERE, PORT));
            socket.connect(new InetSocketAddress(HERE, PORT));
            System.out.println("ITSELF " + socket.getLocalSocketAddress().equals(socket.getRemoteSocketAddress()));
        } catch (ConnectException e) {
            System.out.println("ITSELF " + e.getMessage());
        }
    }
}
