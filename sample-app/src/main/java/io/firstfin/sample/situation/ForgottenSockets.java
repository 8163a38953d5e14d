package io.firstfin.sample.situation;

import java.io.IOException;
import java.net.Socket;

/** An exception leaves the method before the socket is closed. */
final class ForgottenSockets implements Situation {

    @Override
    public String title() {
        return "Sockets are forgotten, and the collector closes them";
    }

    @Override
    public String seen() {
        return "Open descriptors grow, and fall when the collector runs.";
    }

    @Override
    public Expected expected() {
        return Expected.finding("CLOSED_BY_COLLECTOR", getClass(), "try-with-resources");
    }

    @Override
    public void serve(Place place) throws Exception {
        Peer.listen(place, Peer.http(0));
    }

    @Override
    public void run(Place place) throws Exception {
        for (int i = 0; i < 15; i++) {
            forget(place);
        }
        for (int i = 0; i < 5; i++) {
            System.gc();
            Thread.sleep(100);
        }
    }

    private static void forget(Place place) throws IOException {
        Socket socket = new Socket(Place.localhost(), place.port());
        Http.ask(socket.getInputStream(), socket.getOutputStream());
    }
}
