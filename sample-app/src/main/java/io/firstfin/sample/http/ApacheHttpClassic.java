package io.firstfin.sample.http;

import static io.firstfin.sample.http.Verdict.local;

import io.firstfin.sample.support.HttpServer;
import io.firstfin.sample.support.Threads;
import io.firstfin.sample.support.Tls;
import java.io.IOException;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.CloseableHttpResponse;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.BasicHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.client5.http.ssl.SSLConnectionSocketFactory;
import org.apache.hc.core5.http.io.EofSensorInputStream;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * The classic API of Apache HttpClient 5. Nothing reads what idles in its pool: it looks whether the server
 * has closed only before the next request, and only after some seconds or if told to. A request that finds
 * out by failing is sent once more on another connection.
 */
final class ApacheHttpClassic implements HttpClientLibrary {
    private static final TimeValue SHORT = TimeValue.ofMilliseconds(200);

    @Override
    public String name() {
        return "Apache HttpClient";
    }

    @Override
    public Client open(int responseTimeoutMillis) {
        CloseableHttpClient client = client(pool())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setResponseTimeout(Timeout.ofMilliseconds(responseTimeoutMillis))
                        .build())
                .build();
        return new Client() {
            @Override
            public void get(String url, String... headers) throws IOException {
                ApacheHttpClassic.get(client, url, headers);
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
                        ApacheHttpClassic::idles,
                        local("IDLE_TIMEOUT", 1),
                        local("IDLE_TIMEOUT", 1),
                        local("POOL_CLOSED", 1),
                        local("IDLE_TIMEOUT", 1),
                        local("POOL_CLOSED", 1))
                .with(
                        WayToEnd.MAX_AGE,
                        ApacheHttpClassic::ages,
                        local("MAX_LIFETIME", 1),
                        local("POOL_CLOSED", 1),
                        local("MAX_LIFETIME", 1))
                .with(
                        WayToEnd.POOL_FULL,
                        ApacheHttpClassic::fillsThePool,
                        local("POOL_FULL", 1),
                        local("POOL_CLOSED", 1),
                        local("POOL_FULL", 1),
                        local("POOL_CLOSED", 1))
                .with(WayToEnd.STALE_CHECKED, ApacheHttpClassic::looksBeforeItAsks)
                .with(WayToEnd.BODY_ABANDONED, ApacheHttpClassic::abandonsTheBody)
                .with(WayToEnd.CANCELLED, ApacheHttpClassic::cancels);
    }

    /** One thread looks for what idles; what may be kept for a time is looked at when it is wanted. */
    private static void idles(HttpServer server) throws Exception {
        try (CloseableHttpClient client =
                client(pool()).evictIdleConnections(SHORT).build()) {
            get(client, server.url());
            server.awaitEnds(1);
        }
        asksAgainLater(server, keepsForAShortTime(pool()));
        asksAgainLater(server, keepsForAShortTime(pool().setPoolConcurrencyPolicy(PoolConcurrencyPolicy.LAX)));
    }

    private static HttpClientBuilder keepsForAShortTime(PoolingHttpClientConnectionManagerBuilder pool) {
        return client(pool).setKeepAliveStrategy((response, context) -> SHORT);
    }

    /** It is found too old when it is wanted, or by a thread that looks for that. */
    private static void ages(HttpServer server) throws Exception {
        asksAgainLater(server, client(pool().setConnectionTimeToLive(SHORT)));
        HttpClientConnectionManager manager =
                pool().setConnectionTimeToLive(SHORT).build();
        try (CloseableHttpClient client = client(manager)
                .evictExpiredConnections()
                .evictIdleConnections(TimeValue.ofMilliseconds(500))
                .build()) {
            get(client, server.url());
            server.awaitEnds(3);
        }
    }

    private static void asksAgainLater(HttpServer server, HttpClientBuilder builder) throws Exception {
        try (CloseableHttpClient client = builder.build()) {
            get(client, server.url());
            Thread.sleep(SHORT.toMilliseconds() + 10);
            get(client, server.url());
        }
    }

    /** A pool with one place, and the manager that has no more than that by nature. */
    private static void fillsThePool(HttpServer server) throws Exception {
        asksTwoServers(server, client(pool().setMaxConnTotal(1)));
        asksTwoServers(server, client(new BasicHttpClientConnectionManager()));
    }

    private static void asksTwoServers(HttpServer server, HttpClientBuilder builder) throws Exception {
        try (CloseableHttpClient client = builder.build()) {
            get(client, server.url());
            get(client, server.otherUrl());
        }
    }

    private static void looksBeforeItAsks(HttpServer server) throws Exception {
        try (CloseableHttpClient client = client(pool().setValidateAfterInactivity(TimeValue.ZERO_MILLISECONDS))
                .build()) {
            get(client, server.url());
            server.awaitCloses(1);
            get(client, server.url());
        }
    }

    /** To close the response would read the rest of it. */
    @SuppressWarnings("deprecation")
    private static void abandonsTheBody(HttpServer server) throws Exception {
        try (CloseableHttpClient client = client(pool()).build()) {
            CloseableHttpResponse response = client.execute(new HttpGet(server.url()));
            ((EofSensorInputStream) response.getEntity().getContent()).abort();
            server.awaitEnds();
        }
    }

    @SuppressWarnings("deprecation")
    private static void cancels(HttpServer server) throws Exception {
        try (CloseableHttpClient client = client(pool()).build()) {
            HttpGet request = new HttpGet(server.url());
            Threads.Running waiting =
                    Threads.start(false, () -> client.execute(request).close());
            server.awaitRequests(1);
            request.abort();
            waiting.awaitFailure();
        }
    }

    private static PoolingHttpClientConnectionManagerBuilder pool() {
        return PoolingHttpClientConnectionManagerBuilder.create()
                .setSSLSocketFactory(new SSLConnectionSocketFactory(Tls.CONTEXT));
    }

    private static HttpClientBuilder client(PoolingHttpClientConnectionManagerBuilder pool) {
        return client(pool.build());
    }

    private static HttpClientBuilder client(HttpClientConnectionManager manager) {
        return HttpClientBuilder.create().setConnectionManager(manager);
    }

    @SuppressWarnings("deprecation")
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
