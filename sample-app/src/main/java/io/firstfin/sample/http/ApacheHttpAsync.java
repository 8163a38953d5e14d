package io.firstfin.sample.http;

import static io.firstfin.sample.http.Verdict.local;

import io.firstfin.sample.support.HttpServer;
import io.firstfin.sample.support.Tls;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.async.methods.SimpleHttpResponse;
import org.apache.hc.client5.http.async.methods.SimpleRequestBuilder;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClientBuilder;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManager;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.client5.http.nio.AsyncClientConnectionManager;
import org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * The asynchronous API of Apache HttpClient 5. It watches what idles in its pool: a server that closes is
 * followed at once. It reads every response to its end.
 */
final class ApacheHttpAsync implements HttpClientLibrary {
    private static final TimeValue SHORT = TimeValue.ofMilliseconds(200);

    @Override
    public String name() {
        return "Apache HttpClient";
    }

    @Override
    public Client open(int responseTimeoutMillis) {
        CloseableHttpAsyncClient client = start(client(pool())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setResponseTimeout(Timeout.ofMilliseconds(responseTimeoutMillis))
                        .build()));
        return new Client() {
            @Override
            public void get(String url, String... headers) throws Exception {
                ApacheHttpAsync.get(client, url, headers);
            }

            @Override
            public void close() throws Exception {
                client.close();
            }
        };
    }

    @Override
    public Ways ways() {
        return Ways.of(this)
                .without(WayToEnd.STALE)
                .with(
                        WayToEnd.IDLE,
                        ApacheHttpAsync::idles,
                        local("IDLE_TIMEOUT", 1),
                        local("IDLE_TIMEOUT", 1),
                        local("POOL_CLOSED", 1),
                        local("IDLE_TIMEOUT", 1),
                        local("POOL_CLOSED", 1))
                .with(
                        WayToEnd.MAX_AGE,
                        ApacheHttpAsync::ages,
                        local("MAX_LIFETIME", 1),
                        local("POOL_CLOSED", 1),
                        local("MAX_LIFETIME", 1))
                .with(WayToEnd.POOL_FULL, ApacheHttpAsync::fillsThePool, local("POOL_FULL", 1), local("POOL_CLOSED", 1))
                .with(WayToEnd.CANCELLED, ApacheHttpAsync::cancels)
                .with(WayToEnd.TLS, ApacheHttpAsync::saysFarewell);
    }

    /** One thread looks for what idles; what may be kept for a time is looked at when it is wanted. */
    private static void idles(HttpServer server) throws Exception {
        try (CloseableHttpAsyncClient client = start(client(pool()).evictIdleConnections(SHORT))) {
            get(client, server.url());
            server.awaitEnds(1);
        }
        keepsForAShortTime(server, pool());
        keepsForAShortTime(server, pool().setPoolConcurrencyPolicy(PoolConcurrencyPolicy.LAX));
    }

    private static void keepsForAShortTime(HttpServer server, PoolingAsyncClientConnectionManagerBuilder builder)
            throws Exception {
        PoolingAsyncClientConnectionManager pool = builder.build();
        asksAgainLater(server, pool, client(pool).setKeepAliveStrategy((response, context) -> SHORT));
    }

    /** It is found too old when it is wanted, or by a thread that looks for that. */
    private static void ages(HttpServer server) throws Exception {
        PoolingAsyncClientConnectionManager pool =
                pool().setConnectionTimeToLive(SHORT).build();
        asksAgainLater(server, pool, client(pool));
        try (CloseableHttpAsyncClient client = start(client(pool().setConnectionTimeToLive(SHORT))
                .evictExpiredConnections()
                .evictIdleConnections(TimeValue.ofMilliseconds(500)))) {
            get(client, server.url());
            server.awaitEnds(3);
        }
    }

    private static void asksAgainLater(
            HttpServer server, PoolingAsyncClientConnectionManager pool, HttpAsyncClientBuilder builder)
            throws Exception {
        try (CloseableHttpAsyncClient client = start(builder)) {
            get(client, server.url());
            // its time begins when it is back in the pool, which may be after the response
            while (pool.getTotalStats().getLeased() > 0) {
                Thread.sleep(1);
            }
            Thread.sleep(SHORT.toMilliseconds() + 10);
            get(client, server.url());
        }
    }

    private static void fillsThePool(HttpServer server) throws Exception {
        try (CloseableHttpAsyncClient client = start(client(pool().setMaxConnTotal(1)))) {
            get(client, server.url());
            get(client, server.otherUrl());
        }
    }

    /** A cancel is lost when an I/O thread comes as far as to send before the call returns: it waits. */
    private static void cancels(HttpServer server) throws Exception {
        CompletableFuture<Void> returned = new CompletableFuture<>();
        HttpAsyncClientBuilder builder = client(pool())
                .addExecInterceptorBefore(
                        ChainElement.MAIN_TRANSPORT.name(), "waits", (request, body, scope, chain, callback) -> {
                            returned.join();
                            chain.proceed(request, body, scope, callback);
                        });
        try (CloseableHttpAsyncClient client = start(builder)) {
            Future<SimpleHttpResponse> response = ask(client, server.url());
            returned.complete(null);
            server.awaitRequests(1);
            response.cancel(true);
            server.awaitEnds();
        }
    }

    /** Waits for the server's farewell, which does not come: as long as for a response, else for 1 s. */
    private static void saysFarewell(HttpServer server) throws Exception {
        try (CloseableHttpAsyncClient client = start(client(pool()))) {
            get(client, server.url());
            server.awaitEnds();
        }
    }

    /** A response is there before its connection is back in the pool: the next request waits for that. */
    private static PoolingAsyncClientConnectionManagerBuilder pool() {
        return PoolingAsyncClientConnectionManagerBuilder.create()
                .setMaxConnPerRoute(1)
                .setTlsStrategy(ClientTlsStrategyBuilder.create()
                        .setSslContext(Tls.CONTEXT)
                        .build());
    }

    private static HttpAsyncClientBuilder client(PoolingAsyncClientConnectionManagerBuilder pool) {
        return client(pool.build());
    }

    private static HttpAsyncClientBuilder client(AsyncClientConnectionManager pool) {
        return HttpAsyncClientBuilder.create().setConnectionManager(pool);
    }

    private static CloseableHttpAsyncClient start(HttpAsyncClientBuilder builder) {
        CloseableHttpAsyncClient client = builder.build();
        client.start();
        return client;
    }

    private static void get(CloseableHttpAsyncClient client, String url, String... headers) throws Exception {
        ask(client, url, headers).get();
    }

    private static Future<SimpleHttpResponse> ask(CloseableHttpAsyncClient client, String url, String... headers) {
        SimpleHttpRequest request = SimpleRequestBuilder.get(url).build();
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return client.execute(request, null);
    }
}
