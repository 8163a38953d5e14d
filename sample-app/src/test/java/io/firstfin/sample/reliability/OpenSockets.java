package io.firstfin.sample.reliability;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/** Keeps very many sockets open: it connects to itself, so that each connection is two of them. */
final class OpenSockets {
    private static final int ADDRESSES = 8;

    private final ServerSocketChannel server = ServerSocketChannel.open().bind(new InetSocketAddress(0));
    private final int port = server.socket().getLocalPort();
    private final List<SocketChannel> sockets = new ArrayList<>(200_000);

    private OpenSockets() throws IOException {}

    public static void main(String[] args) throws Exception {
        OpenSockets sockets = new OpenSockets();
        Questions.answer(sockets::answer);
    }

    private Object answer(String question) throws IOException {
        if (question.equals("close all")) {
            for (SocketChannel socket : sockets) {
                socket.close();
            }
            sockets.clear();
        } else {
            int wanted = Integer.parseInt(question.substring("open ".length()));
            while (sockets.size() < wanted) {
                InetAddress address =
                        InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) (1 + sockets.size() / 2 % ADDRESSES)});
                sockets.add(SocketChannel.open(new InetSocketAddress(address, port)));
                sockets.add(server.accept());
            }
        }
        return sockets.size();
    }
}
