package io.firstfin.sample.situation;

import java.net.Socket;

/** The other side leaks: it never closes what the application has closed. */
final class PeerNeverCloses implements Situation {

    @Override
    public String title() {
        return "The peer never closes what we have closed";
    }

    @Override
    public String seen() {
        return "`ss -tan state fin-wait-2` shows rows without a process, for a minute each.";
    }

    @Override
    public Expected expected() {
        return Expected.finding("FIN_WAIT2_ORPHANED", "CLOSE_WAIT");
    }

    @Override
    public void serve(Place place) throws Exception {
        Peer.listen(place, client -> {
            Http.readRequest(client.getInputStream());
            Http.answer(client.getOutputStream());
            Thread.sleep(600_000);
        });
    }

    @Override
    public void run(Place place) throws Exception {
        for (int i = 0; i < 10; i++) {
            ask(place);
        }
    }

    private static void ask(Place place) throws Exception {
        try (Socket socket = new Socket(Place.localhost(), place.port())) {
            Http.ask(socket.getInputStream(), socket.getOutputStream());
        }
    }
}
