package io.firstfin.sample.situation;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.Socket;

/** A client opens and closes a connection for each request, faster than TIME_WAIT ends. */
final class PortsRunOut implements Situation {

    @Override
    public String title() {
        return "A client that closes first runs out of local ports";
    }

    @Override
    public String seen() {
        return "\"Cannot assign requested address\" from connect, for a minute at a time.";
    }

    @Override
    public Expected expected() {
        return Expected.finding("PORTS_EXHAUSTED", getClass(), "alive");
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
        for (int i = 0; i < 450; i++) {
            try {
                ask(place);
            } catch (ConnectException | BindException noPort) {
                // as an application that tries again later
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
