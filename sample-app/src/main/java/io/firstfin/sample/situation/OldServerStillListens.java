package io.firstfin.sample.situation;

import java.io.IOException;
import java.net.BindException;
import java.net.ServerSocket;

/** The old process of a server is still there when the new one starts. */
final class OldServerStillListens implements Situation {

    @Override
    public String title() {
        return "A server cannot bind, as another process listens there";
    }

    @Override
    public String seen() {
        return "\"Address already in use\" at the start of the new process.";
    }

    @Override
    public Expected expected() {
        return Expected.finding("BIND_FAILED", getClass(), "Stop");
    }

    @Override
    public void serve(Place place) throws Exception {
        Peer.listen(place, Peer.http(0));
    }

    @Override
    public void run(Place place) throws Exception {
        try {
            place.keep(listen(place));
        } catch (BindException inUse) {
            System.err.println("cannot start: " + inUse);
        }
    }

    private static ServerSocket listen(Place place) throws IOException {
        return new ServerSocket(place.port(), 50, Place.localhost());
    }
}
