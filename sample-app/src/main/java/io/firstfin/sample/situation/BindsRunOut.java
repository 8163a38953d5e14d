package io.firstfin.sample.situation;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.Socket;

/** Clients that bind before they connect share one pool of ports for all destinations. */
final class BindsRunOut implements Situation {

    @Override
    public String title() {
        return "Binding before connect uses up the ports of all destinations";
    }

    @Override
    public String seen() {
        return "\"Address already in use\" from bind, although no destination has many connections.";
    }

    @Override
    public Expected expected() {
        return Expected.finding("PORTS_EXHAUSTED", getClass(), "without binding");
    }

    @Override
    public Surroundings surroundings() {
        return Surroundings.FEW_PORTS;
    }

    @Override
    public void serve(Place place) throws Exception {
        Peer.listen(place, Peer.http(0));
        Peer.listen(place, place.address(1), Peer.http(0));
    }

    @Override
    public void run(Place place) throws Exception {
        for (int i = 0; i < 450; i++) {
            try {
                ask(place.address(i % 2));
            } catch (BindException noPort) {
                // as an application that tries again later
                continue;
            }
        }
    }

    private static void ask(InetSocketAddress server) throws IOException {
        try (Socket socket = new Socket()) {
            socket.bind(new InetSocketAddress(Place.localhost(), 0));
            socket.connect(server);
            Http.ask(socket.getInputStream(), socket.getOutputStream());
        }
    }
}
