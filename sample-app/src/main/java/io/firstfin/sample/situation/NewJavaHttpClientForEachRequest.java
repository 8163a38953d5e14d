package io.firstfin.sample.situation;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** An HttpClient of the JDK is made where a request is made. */
final class NewJavaHttpClientForEachRequest implements Situation {

    @Override
    public String title() {
        return "A new java.net.http.HttpClient for each request";
    }

    @Override
    public String seen() {
        return "Threads named HttpClient-N-SelectorManager and open connections grow with each request.";
    }

    @Override
    public Expected expected() {
        return Expected.finding("CONNECTION_PER_REQUEST", getClass(), "one client");
    }

    @Override
    public boolean leavesBehind() {
        return true;
    }

    @Override
    public void serve(Place place) throws Exception {
        Peer.listen(place, Peer.http(0));
    }

    @Override
    public void run(Place place) throws Exception {
        Pace.requests(200, () -> ask(place));
    }

    private static void ask(Place place) throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(URI.create(place.url())).build();
        client.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
