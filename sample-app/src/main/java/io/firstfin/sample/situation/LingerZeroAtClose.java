package io.firstfin.sample.situation;

import java.io.IOException;
import java.net.Socket;

/** Somebody has read that SO_LINGER 0 avoids TIME_WAIT. */
final class LingerZeroAtClose implements Situation {
    private static final int CONNECTIONS = 60;

    @Override
    public String title() {
        return "A client closes with SO_LINGER 0, to have no TIME_WAIT";
    }

    @Override
    public String seen() {
        return "The server logs \"Connection reset by peer\", and at times the end of a request is missing there.";
    }

    @Override
    public Expected expected() {
        return Expected.finding("RESET_BY_LINGER", getClass(), "setSoLinger");
    }

    @Override
    public void serve(Place place) throws Exception {
        Peer.listen(place, Peer.http(0));
    }

    @Override
    public void run(Place place) throws Exception {
        for (int i = 0; i < CONNECTIONS; i++) {
            ask(place);
        }
    }

    private static void ask(Place place) throws IOException {
        try (Socket socket = new Socket(Place.localhost(), place.port())) {
            socket.setSoLinger(true, 0);
            Http.ask(socket.getInputStream(), socket.getOutputStream());
        }
    }
}
