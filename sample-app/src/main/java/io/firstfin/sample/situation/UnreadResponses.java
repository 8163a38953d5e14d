package io.firstfin.sample.situation;

import java.io.IOException;
import java.net.Socket;

/** A health check wants the status alone. */
final class UnreadResponses implements Situation {

    @Override
    public String title() {
        return "A client closes before it has read the body";
    }

    @Override
    public String seen() {
        return "The server logs \"Connection reset by peer\" or \"Broken pipe\" for answers that it has sent in order.";
    }

    @Override
    public Expected expected() {
        return Expected.finding("RESET_BY_UNREAD_DATA", getClass(), "Read");
    }

    @Override
    public void serve(Place place) throws Exception {
        String padding = "X-Padding: " + "x".repeat(10_000);
        Peer.listen(place, Peer.http(0, padding));
    }

    @Override
    public void run(Place place) throws Exception {
        for (int i = 0; i < 60; i++) {
            check(place);
        }
    }

    private static void check(Place place) throws IOException {
        try (Socket socket = new Socket(Place.localhost(), place.port())) {
            Http.write(socket.getOutputStream(), "GET /health HTTP/1.1", "Host: situation", "", "");
            byte[] status = socket.getInputStream().readNBytes("HTTP/1.1 200".length());
            if (status[status.length - 1] != '0') {
                throw new IOException("not healthy");
            }
        }
    }
}
