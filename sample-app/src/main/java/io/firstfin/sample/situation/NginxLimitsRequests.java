package io.firstfin.sample.situation;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;

/** nginx with a small keepalive_requests. */
final class NginxLimitsRequests implements Situation {

    @Override
    public String title() {
        return "nginx ends each connection after a few requests";
    }

    @Override
    public String seen() {
        return "More connections than one client should need, at a high rate of requests.";
    }

    @Override
    public Expected expected() {
        return Expected.finding("PEER_LIMITS_REQUESTS", getClass(), "keepalive_requests");
    }

    @Override
    public String program() {
        return "nginx";
    }

    @Override
    public void serve(Place place) throws Exception {
        Nginx.answer(place, "keepalive_requests 3;");
    }

    @Override
    public void run(Place place) throws Exception {
        for (int i = 0; i < 60; i++) {
            ask(place);
        }
    }

    private static void ask(Place place) throws IOException {
        HttpURLConnection connection = Http.open(place.url());
        try (InputStream in = connection.getInputStream()) {
            in.readAllBytes();
        }
    }
}
