package io.firstfin.sample.http;

import static io.firstfin.sample.http.Verdict.local;

import io.firstfin.sample.support.HttpServer;
import io.firstfin.sample.support.Threads;
import io.firstfin.sample.support.Tls;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.client.methods.HttpGet;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClientBuilder;
import org.apache.http.impl.conn.BasicHttpClientConnectionManager;
import org.apache.http.util.EntityUtils;

/**
 * Apache HttpClient 4.5. Nothing reads what idles in its pool: it looks whether the server has closed only
 * before the next request, and only after some seconds or if told to. A request that finds out by failing
 * is sent once more on another connection.
 */
final class ApacheHttpClient4 implements HttpClientLibrary {
    private static final int SHORT_MILLIS = 200;

    static {
        // else it tells of every retry, with the time, and no two plays would say the same
        System.setProperty("org.apache.commons.logging.Log", "org.apache.commons.logging.impl.NoOpLog");
    }

    @Override
    public String name() {
        return "Apache HttpClient";
    }

    @Override
    public Client open(int responseTimeoutMillis) {
        CloseableHttpClient client = client().setDefaultRequestConfig(RequestConfig.custom()
                        .setSocketTimeout(responseTimeoutMillis)
                        .build())
                .build();
        return new Client() {
            @Override
            public void get(String url, String... headers) throws IOException {
                ApacheHttpClient4.get(client, url, headers);
            }

            @Override
            public void close() throws IOException {
                client.close();
            }
        };
    }

    @Override
    public Ways ways() {
        return Ways.of(this)
                .pooled(WayToEnd.PEER_CLOSES)
                .with(
                        WayToEnd.IDLE,
                        ApacheHttpClient4::idles,
                        local("IDLE_TIMEOUT", 1),
                        local("IDLE_TIMEOUT", 1),
                        local("POOL_CLOSED", 1))
                .with(WayToEnd.MAX_AGE, ApacheHttpClient4::ages, local("MAX_LIFETIME", 1), local("POOL_CLOSED", 1))
                .with(
                        WayToEnd.POOL_FULL,
                        ApacheHttpClient4::fillsThePool,
                        local("POOL_FULL", 1),
                        local("POOL_CLOSED", 1),
                        local("POOL_FULL", 1),
                        local("POOL_CLOSED", 1))
                .with(WayToEnd.STALE_CHECKED, ApacheHttpClient4::looksBeforeItAsks)
                .with(WayToEnd.BODY_ABANDONED, ApacheHttpClient4::abandonsTheBody)
                .with(WayToEnd.CANCELLED, ApacheHttpClient4::cancels);
    }

    /** One thread looks for what idles; what may be kept for a time is looked at when it is wanted. */
    private static void idles(HttpServer server) throws Exception {
        try (CloseableHttpClient client = client().evictIdleConnections((long) SHORT_MILLIS, TimeUnit.MILLISECONDS)
                .build()) {
            get(client, server.url());
            server.awaitEnds(1);
        }
        asksAgainLater(server, client().setKeepAliveStrategy((response, context) -> SHORT_MILLIS));
    }

    private static void ages(HttpServer server) throws Exception {
        asksAgainLater(server, client().setConnectionTimeToLive(SHORT_MILLIS, TimeUnit.MILLISECONDS));
    }

    private static void asksAgainLater(HttpServer server, HttpClientBuilder builder) throws Exception {
        try (CloseableHttpClient client = builder.build()) {
            get(client, server.url());
            Thread.sleep(SHORT_MILLIS + 10);
            get(client, server.url());
        }
    }

    /** A pool with one place, and the manager that has no more than that by nature. */
    private static void fillsThePool(HttpServer server) throws Exception {
        asksTwoServers(server, client().setMaxConnTotal(1));
        asksTwoServers(server, client().setConnectionManager(new BasicHttpClientConnectionManager()));
    }

    private static void asksTwoServers(HttpServer server, HttpClientBuilder builder) throws Exception {
        try (CloseableHttpClient client = builder.build()) {
            get(client, server.url());
            get(client, server.otherUrl());
        }
    }

    @SuppressWarnings("deprecation")
    private static void looksBeforeItAsks(HttpServer server) throws Exception {
        try (CloseableHttpClient client = client().setDefaultRequestConfig(RequestConfig.custom()
                        .setStaleConnectionCheckEnabled(true)
                        .build())
                .build()) {
            get(client, server.url());
            server.awaitCloses(1);
            get(client, server.url());
        }
    }

    private static void abandonsTheBody(HttpServer server) throws Exception {
        try (CloseableHttpClient client = client().build()) {
            client.execute(new HttpGet(server.url())).close();
            server.awaitEnds();
        }
    }

    private static void cancels(HttpServer server) throws Exception {
        try (CloseableHttpClient client = client().build()) {
            HttpGet request = new HttpGet(server.url());
            Threads.Running waiting =
                    Threads.start(false, () -> client.execute(request).close());
            server.awaitRequests(1);
            request.abort();
            waiting.awaitFailure();
        }
    }

    private static HttpClientBuilder client() {
        return HttpClientBuilder.create().setSSLContext(Tls.CONTEXT);
    }

    private static void get(CloseableHttpClient client, String url, String... headers) throws IOException {
        HttpGet request = new HttpGet(url);
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        try (CloseableHttpResponse response = client.execute(request)) {
            EntityUtils.toByteArray(response.getEntity());
        }
    }
}
