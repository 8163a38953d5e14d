package io.firstfin.sample.situation;

import java.io.IOException;
import java.net.HttpURLConnection;

/** HttpURLConnection has a method disconnect, and it looks like the one that gives a connection back. */
final class DisconnectAfterEachRequest implements Situation {

    @Override
    public String title() {
        return "HttpURLConnection.disconnect() after each request";
    }

    @Override
    public String seen() {
        return "TIME_WAIT grows with each request, and so does the time that TLS handshakes take.";
    }

    @Override
    public Expected expected() {
        return Expected.finding("CONNECTION_PER_REQUEST", getClass(), "disconnect");
    }

    @Override
    public Surroundings surroundings() {
        return Surroundings.FEWER_PORTS;
    }

    @Override
    public void serve(Place place) throws Exception {
        Peer.listen(place, Peer.http(0));
    }

    @Override
    public void run(Place place) throws Exception {
        Pace.requests(300, () -> ask(place));
    }

    private static void ask(Place place) throws IOException {
        HttpURLConnection connection = Http.open(place.url());
        try {
            // as a parser does: it knows the end before it has read it
            connection.getInputStream().readNBytes(1);
        } finally {
            connection.disconnect();
        }
    }
}
