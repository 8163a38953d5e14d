package io.firstfin.sample.situation;

import java.io.IOException;
import java.net.Socket;

/** A client of a protocol of its own opens a connection for each command. */
final class ConnectionForEachCommand implements Situation {

    @Override
    public String title() {
        return "A connection for each command";
    }

    @Override
    public String seen() {
        return "TIME_WAIT grows with the load; each command takes a round trip more than it must.";
    }

    @Override
    public Expected expected() {
        return Expected.finding("SHORT_CONNECTIONS", getClass(), "Reuse connections");
    }

    @Override
    public Surroundings surroundings() {
        return Surroundings.FEWER_PORTS;
    }

    @Override
    public void serve(Place place) throws Exception {
        Peer.listen(place, client -> {
            int command = client.getInputStream().read();
            while (command >= 0) {
                client.getOutputStream().write(command);
                command = client.getInputStream().read();
            }
        });
    }

    @Override
    public void run(Place place) throws Exception {
        Pace.requests(300, () -> command(place));
    }

    private static void command(Place place) throws IOException {
        try (Socket socket = new Socket(Place.localhost(), place.port())) {
            socket.getOutputStream().write(1);
            socket.getInputStream().read();
        }
    }
}
