package io.firstfin.sample.situation;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;

/** A server accepts nobody any more, and its queue is full: the kernel does not answer. */
final class ConnectTimesOut implements Situation {

    @Override
    public String title() {
        return "The server does not accept, and connects time out";
    }

    @Override
    public String seen() {
        return "\"Connect timed out\", while the server's process is there and listens.";
    }

    @Override
    public Expected expected() {
        return Expected.finding("CONNECT_FAILED", getClass(), "backlog");
    }

    @Override
    public void serve(Place place) throws Exception {
        place.keep(new ServerSocket(place.port(), 1, Place.localhost()));
        for (int i = 0; i < 2; i++) {
            place.keep(Peer.connect(place.address()));
        }
    }

    @Override
    public void run(Place place) throws Exception {
        for (int i = 0; i < 6; i++) {
            try {
                connect(place);
            } catch (SocketTimeoutException late) {
                continue;
            }
        }
    }

    private static void connect(Place place) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(place.address(), 100);
        }
    }
}
