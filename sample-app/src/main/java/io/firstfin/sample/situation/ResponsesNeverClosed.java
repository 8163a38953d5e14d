package io.firstfin.sample.situation;

import java.io.IOException;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.util.Timeout;

/** A method returns before it has closed the response. */
final class ResponsesNeverClosed implements Situation {

    @Override
    public String title() {
        return "Responses are never closed, and the pool has no connection left";
    }

    @Override
    public String seen() {
        return "Threads wait for a connection until \"Timeout deadline: 300 MILLISECONDS\"; the server is idle.";
    }

    @Override
    public Expected expected() {
        return Expected.finding("RESPONSES_NEVER_CLOSED", getClass(), "close");
    }

    @Override
    public void serve(Place place) throws Exception {
        String padding = "X-Padding: " + "x".repeat(1_000);
        Peer.listen(place, Peer.http(0, padding));
    }

    @Override
    public void run(Place place) throws Exception {
        RequestConfig config = RequestConfig.custom()
                .setConnectionRequestTimeout(Timeout.ofMilliseconds(300))
                .build();
        CloseableHttpClient client =
                place.keep(HttpClients.custom().setDefaultRequestConfig(config).build());
        for (int i = 0; i < 8; i++) {
            ask(client, place);
        }
    }

    @SuppressWarnings("deprecation") // what leaks is the reason for the deprecation
    private static void ask(CloseableHttpClient client, Place place) throws IOException {
        try {
            HttpResponse response = client.execute(new HttpGet(place.url()));
            if (response.getCode() != 200) {
                throw new IOException("failed");
            }
        } catch (ConnectionRequestTimeoutException noneLeft) {
            System.err.println("failed: " + noneLeft);
        }
    }
}
