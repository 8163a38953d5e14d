package io.firstfin.sample.situation;

import java.io.IOException;
import java.net.Socket;

/** Each user has a connection of its own, which stays open. */
final class OpenConnectionsHoldPorts implements Situation {

    @Override
    public String title() {
        return "Connections that stay open use up the local ports";
    }

    @Override
    public String seen() {
        return "`ss -tan state established` grows towards the size of ip_local_port_range.";
    }

    @Override
    public Expected expected() {
        return Expected.finding("PORT_BUDGET", getClass(), "Bound the connections");
    }

    @Override
    public Surroundings surroundings() {
        return Surroundings.FEW_PORTS;
    }

    @Override
    public void serve(Place place) throws Exception {
        Peer.listen(place, Peer.http(0));
    }

    @Override
    public void run(Place place) throws Exception {
        for (int i = 0; i < 300; i++) {
            Socket socket = place.keep(connect(place));
            Http.ask(socket.getInputStream(), socket.getOutputStream());
        }
    }

    private static Socket connect(Place place) throws IOException {
        return new Socket(Place.localhost(), place.port());
    }
}
