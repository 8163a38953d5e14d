package io.firstfin.sample;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * Connections that are opened while nobody records, half of them reset by then, the others later: a reset
 * takes the peer's address from the socket. Goes on with each line of its stdin.
 */
final class OpenedUnseen {
    private static final int EACH = 3;

    private final List<Socket> sockets = new ArrayList<>();
    private final List<SocketChannel> channels = new ArrayList<>();
    private final List<SocketChannel> accepted = new ArrayList<>();

    private OpenedUnseen() {}

    public static void main(String[] args) throws Exception {
        new OpenedUnseen().play();
    }

    private void play() throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open();
        server.bind(new InetSocketAddress("127.0.0.1", 0));
        InetSocketAddress to = (InetSocketAddress) server.getLocalAddress();
        ServerSocket other = new ServerSocket(0, 50, to.getAddress());
        Socket served = new Socket(to.getAddress(), other.getLocalPort());
        Socket server2 = other.accept();
        StringBuilder ends = new StringBuilder();
        for (int i = 0; i < 2 * EACH; i++) {
            sockets.add(new Socket(to.getAddress(), to.getPort()));
            accepted.add(server.accept());
            channels.add(SocketChannel.open(to));
            accepted.add(server.accept());
            ends.append(' ').append(sockets.get(i).getLocalPort());
            ends.append(' ').append(channels.get(i).socket().getLocalPort());
        }
        reset(0);
        System.out.println("SERVER " + to.getPort());
        System.out.println("CLIENTS" + ends);
        System.out.println("SERVED " + other.getLocalPort() + " " + served.getLocalPort());
        System.out.println("DONE opened");
        System.in.read();
        reset(2 * EACH);
        for (int i = 0; i < 2 * EACH; i++) {
            readAndClose(sockets.get(i));
            readAndClose(channels.get(i));
        }
        served.close();
        server2.getInputStream().read();
        server2.close();
        System.out.println("ENDED all");
        System.in.read();
    }

    private void reset(int from) throws IOException {
        for (SocketChannel one : accepted.subList(from, from + 2 * EACH)) {
            one.setOption(StandardSocketOptions.SO_LINGER, 0);
            one.close();
        }
    }

    private static void readAndClose(Socket socket) throws IOException {
        try {
            socket.getInputStream().read();
        } catch (IOException reset) {
            // as it should be
        }
        socket.close();
    }

    private static void readAndClose(SocketChannel channel) throws IOException {
        try {
            channel.read(ByteBuffer.allocate(1));
        } catch (IOException reset) {
            // as it should be
        }
        channel.close();
    }
}
