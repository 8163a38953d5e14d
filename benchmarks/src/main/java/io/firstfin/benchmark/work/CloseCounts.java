package io.firstfin.benchmark.work;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/**
 * Counts what one connection costs the application's thread: bytes allocated, and system calls if strace is there. One
 * thread connects, accepts and closes both ends, the accepting end first. The JVM is to run with C1 alone: C2 leaves out
 * allocations when it likes.
 */
public final class CloseCounts {

    private static final int CONNECTIONS = 1000;
    /** Fewer, as strace makes each of them slow. */
    private static final int CONNECTIONS_UNDER_STRACE = 200;

    private CloseCounts() {}

    /** One connection from its beginning to its end. */
    private interface Connection extends Closeable {
        void run() throws IOException;
    }

    public static void main(String[] args) throws Exception {
        for (boolean reset : new boolean[] {false, true}) {
            String ending = reset ? "reset" : "fin";
            count("socket." + ending, new Sockets(reset));
            count("channel." + ending, new Channels(reset));
        }
    }

    private static void count(String name, Connection connection) throws Exception {
        try (connection) {
            repeat(CONNECTIONS, connection);
            Allocation allocation = new Allocation();
            repeat(CONNECTIONS, connection);
            allocation.printSince(name + ".", CONNECTIONS);
            SystemCalls.print(name, CONNECTIONS_UNDER_STRACE, () -> repeat(CONNECTIONS_UNDER_STRACE, connection));
        }
    }

    private static void repeat(int connections, Connection connection) throws IOException {
        for (int i = 0; i < connections; i++) {
            connection.run();
        }
    }

    private record Sockets(ServerSocket server, boolean reset) implements Connection {
        private Sockets(boolean reset) throws IOException {
            this(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), reset);
        }

        @Override
        public void run() throws IOException {
            Socket client = new Socket(server.getInetAddress(), server.getLocalPort());
            Socket accepted = server.accept();
            if (reset) {
                accepted.setSoLinger(true, 0);
            }
            accepted.close();
            client.close();
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }

    private record Channels(ServerSocketChannel server, boolean reset) implements Connection {
        private Channels(boolean reset) throws IOException {
            this(ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)), reset);
        }

        @Override
        public void run() throws IOException {
            SocketChannel client = SocketChannel.open(server.getLocalAddress());
            SocketChannel accepted = server.accept();
            if (reset) {
                accepted.setOption(StandardSocketOptions.SO_LINGER, 0);
            }
            accepted.close();
            client.close();
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }
}
