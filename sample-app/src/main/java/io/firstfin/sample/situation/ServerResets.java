package io.firstfin.sample.situation;

import java.io.IOException;
import java.net.Socket;

/** A server in trouble ends its connections by a reset. */
final class ServerResets implements Situation {

    @Override
    public String title() {
        return "The server resets connections";
    }

    @Override
    public String seen() {
        return "\"Connection reset\" in the client's log.";
    }

    @Override
    public Expected expected() {
        return Expected.finding("RESET_BY_PEER", getClass(), "peer");
    }

    @Override
    public void serve(Place place) throws Exception {
        Peer.listen(place, client -> {
            Http.readRequest(client.getInputStream());
            client.setSoLinger(true, 0);
        });
    }

    @Override
    public void run(Place place) throws Exception {
        for (int i = 0; i < 15; i++) {
            try {
                ask(place);
            } catch (IOException reset) {
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
