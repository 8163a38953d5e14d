package io.firstfin.sample.situation;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;

/** Nobody listens, and the client tries again at once. */
final class ServerIsDown implements Situation {

    @Override
    public String title() {
        return "The server is down, and the client tries again without a pause";
    }

    @Override
    public String seen() {
        return "\"Connection refused\", thousands of times.";
    }

    @Override
    public Expected expected() {
        return Expected.finding("CONNECT_FAILED", getClass(), "listen");
    }

    @Override
    public void serve(Place place) throws Exception {
        // nobody listens
    }

    @Override
    public void run(Place place) throws Exception {
        for (int i = 0; i < 60; i++) {
            try {
                ask(place);
            } catch (ConnectException refused) {
                continue;
            }
        }
    }

    private static void ask(Place place) throws IOException {
        try (Socket socket = new Socket(Place.localhost(), place.port())) {
            Http.ask(socket.getInputStream(), socket.getOutputStream());
        }
    }
}
