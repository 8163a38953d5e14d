package io.firstfin.sample.situation;

import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** A pool of its own closes its connections at its next round, long after the server has closed them. */
final class ClosesLate implements Situation {

    @Override
    public String title() {
        return "A pool closes long after the server did";
    }

    @Override
    public String seen() {
        return "`ss -tan state close-wait` shows rows that come and go.";
    }

    @Override
    public Expected expected() {
        return Expected.finding("LONG_CLOSE_WAIT", getClass(), "close");
    }

    @Override
    public void serve(Place place) throws Exception {
        Peer.listen(place, client -> {
            Http.readRequest(client.getInputStream());
            Http.answer(client.getOutputStream());
        });
    }

    @Override
    public void run(Place place) throws Exception {
        List<Socket> pool = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            pool.add(ask(place));
        }
        Thread.sleep(1_300);
        evict(pool);
    }

    private static Socket ask(Place place) throws IOException {
        Socket socket = new Socket(Place.localhost(), place.port());
        Http.ask(socket.getInputStream(), socket.getOutputStream());
        return socket;
    }

    private static void evict(List<Socket> pool) throws IOException {
        for (Socket socket : pool) {
            socket.close();
        }
    }
}
