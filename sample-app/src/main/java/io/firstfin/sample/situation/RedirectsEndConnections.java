package io.firstfin.sample.situation;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;

/** A server redirects each request to another address. */
final class RedirectsEndConnections implements Situation {

    @Override
    public String title() {
        return "HttpURLConnection follows redirects";
    }

    @Override
    public String seen() {
        return "Twice as many connections as requests.";
    }

    @Override
    public Expected expected() {
        return Expected.finding("REDIRECT_ENDS_CONNECTION", "redirect");
    }

    @Override
    public boolean leavesBehind() {
        return true;
    }

    @Override
    public void serve(Place place) throws Exception {
        Peer.listen(place, client -> {
            Http.readRequest(client.getInputStream());
            String location = "Location: http://127.0.0.1:" + place.port(1) + "/";
            Http.write(client.getOutputStream(), "HTTP/1.1 302 Found", "Content-Length: 0", location, "");
            client.getInputStream().read();
        });
        Peer.listen(place, place.address(1), Peer.http(0));
    }

    @Override
    public void run(Place place) throws Exception {
        Pace.requests(200, () -> ask(place));
    }

    private static void ask(Place place) throws IOException {
        HttpURLConnection connection = Http.open(place.url());
        try (InputStream in = connection.getInputStream()) {
            in.readAllBytes();
        }
    }
}
