package io.firstfin.sample.reliability;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/**
 * Opens and closes connections to itself as fast as it can, half of them as sockets and half as channels, each
 * kind on a thread of its own. Asked {@code open N}, it makes N of them and answers with N.
 *
 * <p>Seven of eight end with a reset, which leaves no TIME_WAIT: the kernel keeps one for a minute. The eighth
 * closes in order, client first, and each goes to another address than the one before.
 */
final class ManyConnections {
    private static final int ADDRESSES = 250;
    private static final int IN_ORDER = 8;

    private final ServerSocket server = new ServerSocket(0, 50);
    private final ServerSocketChannel channelServer = ServerSocketChannel.open().bind(new InetSocketAddress(0));
    private final int channelPort = channelServer.socket().getLocalPort();

    private ManyConnections() throws IOException {}

    public static void main(String[] args) throws Exception {
        ManyConnections connections = new ManyConnections();
        Questions.answer(question -> connections.open(Integer.parseInt(question.split(" ")[1])));
    }

    /** Opens one after the other and closes it. */
    @FunctionalInterface
    private interface Round {
        void run(int number) throws IOException;
    }

    private int open(int count) throws Exception {
        int[] done = new int[2];
        Throwable[] failures = new Throwable[2];
        Thread sockets = start(0, this::socket, count / 2, done, failures);
        Thread channels = start(1, this::channel, count - count / 2, done, failures);
        sockets.join();
        channels.join();
        for (Throwable failure : failures) {
            if (failure != null) {
                throw new IllegalStateException(failure);
            }
        }
        return done[0] + done[1];
    }

    private static Thread start(int place, Round round, int count, int[] done, Throwable[] failures) {
        Thread thread = new Thread(
                () -> {
                    try {
                        for (int number = 0; number < count; number++) {
                            round.run(number);
                            done[place]++;
                        }
                    } catch (Throwable e) {
                        failures[place] = e;
                    }
                },
                "connections " + place);
        thread.start();
        return thread;
    }

    private void socket(int number) throws IOException {
        try (Socket client = new Socket(address(number), server.getLocalPort());
                Socket accepted = server.accept()) {
            if (number % IN_ORDER == 0) {
                client.close();
                accepted.getInputStream().read();
            } else {
                accepted.setSoLinger(true, 0);
                accepted.close();
            }
        }
    }

    private void channel(int number) throws IOException {
        try (SocketChannel client = SocketChannel.open(new InetSocketAddress(address(number), channelPort));
                SocketChannel accepted = channelServer.accept()) {
            if (number % IN_ORDER == 0) {
                client.close();
                accepted.read(ByteBuffer.allocate(1));
            } else {
                accepted.setOption(StandardSocketOptions.SO_LINGER, 0);
                accepted.close();
            }
        }
    }

    private static InetAddress address(int number) throws UnknownHostException {
        return InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) (1 + number / IN_ORDER % ADDRESSES)});
    }
}
