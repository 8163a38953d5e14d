package io.firstfin.sample.situation;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Apache httpd with a small KeepAliveTimeout, and a client that asks now and then. */
final class HttpdClosesIdleConnections implements Situation {

    @Override
    public String title() {
        return "Apache httpd closes idle connections, and a client pauses for longer";
    }

    @Override
    public String seen() {
        return "Each request has a new connection, and at times one fails: \"Connection reset\", \"EOF reached while reading\".";
    }

    @Override
    public Expected expected() {
        return Expected.finding("PEER_LIMITS_IDLE_TIME", getClass(), "KeepAliveTimeout");
    }

    @Override
    public String program() {
        return Httpd.PROGRAM;
    }

    @Override
    public void serve(Place place) throws Exception {
        Httpd.start(place, "KeepAlive On", "KeepAliveTimeout 400ms");
    }

    @Override
    public void run(Place place) throws Exception {
        HttpClient client = Httpd.client(place);
        for (int i = 0; i < 6; i++) {
            ask(client, place);
            Thread.sleep(700);
        }
    }

    private static void ask(HttpClient client, Place place) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(Httpd.file(place)).build();
        client.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
