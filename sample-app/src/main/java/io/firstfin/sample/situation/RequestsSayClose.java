package io.firstfin.sample.situation;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Socket;

/** Somebody has set the header Connection: close once, for a server that is long gone. */
final class RequestsSayClose implements Situation {

    @Override
    public String title() {
        return "HttpURLConnection asks with the header Connection: close";
    }

    @Override
    public String seen() {
        return "Each request costs a connection and leaves a TIME_WAIT, although both sides could keep it.";
    }

    @Override
    public Expected expected() {
        return Expected.finding("CONNECTION_PER_REQUEST", getClass(), "Connection: close");
    }

    @Override
    public Surroundings surroundings() {
        return Surroundings.FEWER_PORTS;
    }

    @Override
    public void serve(Place place) throws Exception {
        Peer.listen(place, RequestsSayClose::talk);
    }

    @Override
    public void run(Place place) throws Exception {
        Pace.requests(300, () -> ask(place));
    }

    private static void talk(Socket client) throws IOException {
        // the answer to such a request has the header, too
        Http.readRequest(client.getInputStream());
        Http.answer(client.getOutputStream(), "Connection: close");
        client.getInputStream().read();
    }

    private static void ask(Place place) throws IOException {
        HttpURLConnection connection = Http.open(place.url());
        connection.setRequestProperty("Connection", "close");
        try (InputStream in = connection.getInputStream()) {
            in.readAllBytes();
        }
    }
}
