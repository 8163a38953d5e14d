package io.firstfin.sample.situation;

import java.io.IOException;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** An OkHttpClient is made where a request is made, and nobody closes it. */
final class NewOkHttpClientForEachRequest implements Situation {

    @Override
    public String title() {
        return "A new OkHttpClient for each request";
    }

    @Override
    public String seen() {
        return "Open connections and threads grow with each request, until there are no ports, no memory or no descriptors left.";
    }

    @Override
    public Expected expected() {
        return Expected.finding("CONNECTION_PER_REQUEST", getClass(), "one client");
    }

    @Override
    public void serve(Place place) throws Exception {
        Peer.listen(place, Peer.http(0));
    }

    @Override
    public void run(Place place) throws Exception {
        Pace.requests(200, () -> ask(place));
    }

    private static void ask(Place place) throws IOException {
        OkHttpClient client = new OkHttpClient();
        place.keep(() -> client.connectionPool().evictAll());
        Request request = new Request.Builder().url(place.url()).build();
        try (Response response = client.newCall(request).execute()) {
            response.body().string();
        }
    }
}
