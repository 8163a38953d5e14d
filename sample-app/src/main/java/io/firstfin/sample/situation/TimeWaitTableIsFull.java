package io.firstfin.sample.situation;

import java.io.IOException;
import java.net.Socket;

/** Somebody has lowered tcp_max_tw_buckets, to have less TIME_WAIT. */
final class TimeWaitTableIsFull implements Situation {

    @Override
    public String title() {
        return "tcp_max_tw_buckets is too small";
    }

    @Override
    public String seen() {
        return "\"TCP: time wait bucket table overflow\" in the kernel's log.";
    }

    @Override
    public Expected expected() {
        return Expected.finding("TIME_WAIT_TABLE_FULL", "tcp_max_tw_buckets");
    }

    @Override
    public Surroundings surroundings() {
        return Surroundings.FEW_TIME_WAITS;
    }

    @Override
    public void serve(Place place) throws Exception {
        Peer.listen(place, Peer.http(0));
    }

    @Override
    public void run(Place place) throws Exception {
        for (int i = 0; i < 100; i++) {
            ask(place);
            Thread.sleep(20);
        }
    }

    private static void ask(Place place) throws IOException {
        try (Socket socket = new Socket(Place.localhost(), place.port())) {
            Http.ask(socket.getInputStream(), socket.getOutputStream());
        }
    }
}
