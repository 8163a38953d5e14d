package io.firstfin.sample.situation;

import java.io.IOException;
import java.net.SocketException;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.util.TimeValue;

/** The pool keeps its connections for longer than the server does. */
final class PoolBehindIdleServer implements Situation {

    @Override
    public String title() {
        return "A server closes idle connections before the pool does";
    }

    @Override
    public String seen() {
        return "The first request after a pause fails, or is tried twice: \"failed to respond\", \"Connection reset\".";
    }

    @Override
    public Expected expected() {
        return Expected.finding("STALE_CONNECTION", getClass(), "idle");
    }

    @Override
    public void serve(Place place) throws Exception {
        Peer.listen(place, Peer.http(500));
    }

    @Override
    public void run(Place place) throws Exception {
        PoolingHttpClientConnectionManager pool = new PoolingHttpClientConnectionManager();
        pool.setValidateAfterInactivity(TimeValue.ofMinutes(1));
        try (CloseableHttpClient client = HttpClients.custom()
                .setConnectionManager(pool)
                .disableAutomaticRetries()
                .build()) {
            for (int i = 0; i < 5; i++) {
                ask(client, place);
                Thread.sleep(700);
            }
        }
    }

    private static void ask(CloseableHttpClient client, Place place) throws IOException {
        try {
            client.execute(new HttpGet(place.url()), response -> EntityUtils.toString(response.getEntity()));
        } catch (NoHttpResponseException | SocketException stale) {
            System.err.println("failed: " + stale);
        }
    }
}
