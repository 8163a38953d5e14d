package io.firstfin.sample.situation;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Apache httpd with KeepAlive Off. */
final class HttpdKeepsNoConnections implements Situation {

    @Override
    public String title() {
        return "Apache httpd has KeepAlive Off";
    }

    @Override
    public String seen() {
        return "A new connection for each request, although one client makes all of them.";
    }

    @Override
    public Expected expected() {
        return Expected.finding("CONNECTION_PER_REQUEST", getClass(), "Connection: close");
    }

    @Override
    public String program() {
        return Httpd.PROGRAM;
    }

    @Override
    public void serve(Place place) throws Exception {
        Httpd.start(place, "KeepAlive Off");
    }

    @Override
    public void run(Place place) throws Exception {
        HttpClient client = Httpd.client(place);
        Pace.requests(200, () -> ask(client, place));
    }

    private static void ask(HttpClient client, Place place) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(Httpd.file(place)).build();
        client.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
