package io.firstfin.sample.situation;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;

/** The time-out of the client is shorter than the time that the server takes. */
final class ClientGivesUp implements Situation {

    @Override
    public String title() {
        return "A client closes before the answer comes";
    }

    @Override
    public String seen() {
        return "\"Read timed out\" at the client, \"Connection reset\" or \"Broken pipe\" at the server.";
    }

    @Override
    public Expected expected() {
        return Expected.finding("CLOSED_TOO_EARLY", getClass(), "wait longer");
    }

    @Override
    public void serve(Place place) throws Exception {
        Peer.listen(place, client -> {
            Http.readRequest(client.getInputStream());
            Thread.sleep(300);
            Http.answer(client.getOutputStream());
            client.getInputStream().read();
        });
    }

    @Override
    public void run(Place place) throws Exception {
        for (int i = 0; i < 10; i++) {
            try {
                ask(place);
            } catch (SocketTimeoutException late) {
                continue;
            }
        }
    }

    private static void ask(Place place) throws IOException {
        try (Socket socket = new Socket(Place.localhost(), place.port())) {
            socket.setSoTimeout(20);
            Http.ask(socket.getInputStream(), socket.getOutputStream());
        }
    }
}
