package io.firstfin.victim;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Connections of every kind, one after the other and without end; and one that stays open. Each round leaves
 * three ports in TIME_WAIT, on which for 60 s nobody can listen: without a pause none would be left.
 */
final class Traffic implements Runnable {

    private static final long PAUSE_NANOS = 20_000_000;

    /** Nothing is opened or closed while it stands. */
    volatile boolean held;

    final AtomicLong rounds = new AtomicLong();
    final AtomicLong failures = new AtomicLong();
    private final ServerSocket longServer = listen();
    private final Socket longClient = new Socket(longServer.getInetAddress(), longServer.getLocalPort());
    private final Socket longAccepted = longServer.accept();

    Traffic() throws IOException {}

    @Override
    public void run() {
        while (true) {
            try {
                if (!held) {
                    round();
                    rounds.incrementAndGet();
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            } catch (Exception e) {
                failures.incrementAndGet();
                e.printStackTrace();
            }
        }
    }

    synchronized void round() throws Exception {
        // whoever interrupts everybody does so between the rounds
        Thread.interrupted();
        echo(longClient, longAccepted);
        try (ServerSocket server = listen();
                Socket client = new Socket(server.getInetAddress(), server.getLocalPort());
                Socket accepted = server.accept()) {
            echo(client, accepted);
            client.shutdownOutput();
        }
        channels();
        asynchronousChannels();
    }

    private static void channels() throws IOException {
        try (ServerSocketChannel server = ServerSocketChannel.open().bind(anyPort());
                SocketChannel client = SocketChannel.open(server.getLocalAddress());
                SocketChannel accepted = server.accept()) {
            client.write(ByteBuffer.wrap(new byte[] {1}));
            accepted.read(ByteBuffer.allocate(1));
        }
    }

    private static void asynchronousChannels() throws Exception {
        try (AsynchronousServerSocketChannel server =
                        AsynchronousServerSocketChannel.open().bind(anyPort());
                AsynchronousSocketChannel client = AsynchronousSocketChannel.open()) {
            Future<AsynchronousSocketChannel> accept = server.accept();
            client.connect(server.getLocalAddress()).get();
            accept.get().close();
        }
    }

    private static void echo(Socket client, Socket accepted) throws IOException {
        client.getOutputStream().write(42);
        accepted.getOutputStream().write(accepted.getInputStream().read());
        if (client.getInputStream().read() != 42) {
            throw new IOException("the echo is wrong");
        }
    }

    private static InetSocketAddress anyPort() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    private static ServerSocket listen() throws IOException {
        return new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    }
}
