package io.firstfin.sample.situation;

import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.io.entity.EntityUtils;

/** One client for all requests, and a server that keeps connections. */
final class PoolKeepsConnections implements Situation {

    @Override
    public String title() {
        return "A pool that works";
    }

    @Override
    public String seen() {
        return "Few connections, many requests.";
    }

    @Override
    public Expected expected() {
        return Expected.nothingToChange();
    }

    @Override
    public void serve(Place place) throws Exception {
        Peer.listen(place, Peer.http(0));
    }

    @Override
    public void run(Place place) throws Exception {
        try (CloseableHttpClient client = HttpClients.createDefault()) {
            for (int i = 0; i < 100; i++) {
                client.execute(new HttpGet(place.url()), response -> EntityUtils.toString(response.getEntity()));
            }
        }
    }
}
