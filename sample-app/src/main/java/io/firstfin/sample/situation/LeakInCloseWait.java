package io.firstfin.sample.situation;

import java.io.IOException;
import java.net.Socket;

/** The server closes after its answer, and the application never does. */
final class LeakInCloseWait implements Situation {
    private static final int CONNECTIONS = 80;

    @Override
    public String title() {
        return "A client never closes what the server has closed";
    }

    @Override
    public String seen() {
        return "`ss -tan state close-wait` grows until \"Too many open files\".";
    }

    @Override
    public Expected expected() {
        return Expected.finding("CLOSE_WAIT_LEAK", getClass(), "close");
    }

    @Override
    public Surroundings surroundings() {
        return Surroundings.FEW_PORTS;
    }

    @Override
    public void serve(Place place) throws Exception {
        Peer.listen(place, client -> {
            Http.readRequest(client.getInputStream());
            Http.answer(client.getOutputStream(), "Connection: close");
        });
    }

    @Override
    public void run(Place place) throws Exception {
        for (int i = 0; i < CONNECTIONS; i++) {
            ask(place);
            Thread.sleep(20);
        }
    }

    private static void ask(Place place) throws IOException {
        Socket socket = place.keep(new Socket(Place.localhost(), place.port()));
        Http.ask(socket.getInputStream(), socket.getOutputStream());
    }
}
