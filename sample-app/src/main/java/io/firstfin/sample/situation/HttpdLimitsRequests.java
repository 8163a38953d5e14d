package io.firstfin.sample.situation;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Apache httpd with a small MaxKeepAliveRequests. */
final class HttpdLimitsRequests implements Situation {

    @Override
    public String title() {
        return "Apache httpd ends each connection after a few requests";
    }

    @Override
    public String seen() {
        return "More connections than one client should need, at a high rate of requests.";
    }

    @Override
    public Expected expected() {
        return Expected.finding("PEER_LIMITS_REQUESTS", getClass(), "MaxKeepAliveRequests");
    }

    @Override
    public String program() {
        return Httpd.PROGRAM;
    }

    @Override
    public void serve(Place place) throws Exception {
        Httpd.start(place, "KeepAlive On", "MaxKeepAliveRequests 5");
    }

    @Override
    public void run(Place place) throws Exception {
        HttpClient client = Httpd.client(place);
        for (int i = 0; i < 100; i++) {
            ask(client, place);
        }
    }

    private static void ask(HttpClient client, Place place) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(Httpd.file(place)).build();
        client.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
