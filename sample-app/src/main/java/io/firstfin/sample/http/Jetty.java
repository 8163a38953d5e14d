package io.firstfin.sample.http;

import static io.firstfin.sample.http.Verdict.local;
import static io.firstfin.sample.http.Verdict.remote;

import io.firstfin.sample.support.HttpServer;
import io.firstfin.sample.support.Threads;
import io.firstfin.sample.support.Tls;
import java.io.InputStream;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.client.DuplexConnectionPool;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.InputStreamResponseListener;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/**
 * Jetty 12. Its selector notices at once when a server closes, so that no request meets a stale
 * connection; and requests wait for a place in the pool, so that it is never too full for a connection.
 */
final class Jetty implements HttpClientLibrary {
    private static final int PATIENCE_MILLIS = 120_000;
    private static final int AGE_MILLIS = 1_000;

    @Override
    public String name() {
        return "Jetty";
    }

    @Override
    public Client open(int responseTimeoutMillis) throws Exception {
        return new Opened(start(0, 0), responseTimeoutMillis);
    }

    @Override
    public Ways ways() {
        return Ways.of(this)
                .with(WayToEnd.IDLE, Jetty::idles)
                .with(WayToEnd.MAX_AGE, Jetty::ages, local("MAX_LIFETIME", 1), local("POOL_CLOSED", 1))
                .with(WayToEnd.MAX_REQUESTS, Jetty::isUsedUp)
                .with(WayToEnd.BODY_ABANDONED, Jetty::abandonsTheBody)
                .with(WayToEnd.STALE, Jetty::asksAgainOnceItNoticed, remote("PEER_CLOSED", 1), local("POOL_CLOSED", 1))
                .with(WayToEnd.CANCELLED, Jetty::cancels);
    }

    private record Opened(HttpClient client, int timeoutMillis) implements Client {

        @Override
        public void get(String url, String... headers) throws Exception {
            Request request = client.newRequest(url).timeout(timeoutMillis, TimeUnit.MILLISECONDS);
            for (int i = 0; i < headers.length; i += 2) {
                String name = headers[i];
                String value = headers[i + 1];
                request.headers(all -> all.put(name, value));
            }
            request.send();
        }

        @Override
        public void close() throws Exception {
            client.stop();
        }
    }

    private static void idles(HttpServer server) throws Exception {
        try (Opened opened = new Opened(start(0, 0), PATIENCE_MILLIS)) {
            opened.client.setIdleTimeout(300);
            opened.get(server.url());
            server.awaitEnds();
        }
    }

    private static void ages(HttpServer server) throws Exception {
        try (Opened opened = new Opened(start(AGE_MILLIS, 0), PATIENCE_MILLIS)) {
            opened.get(server.url());
            TimeUnit.MILLISECONDS.sleep(AGE_MILLIS);
            opened.get(server.url());
        }
    }

    private static void isUsedUp(HttpServer server) throws Exception {
        try (Opened opened = new Opened(start(0, 2), PATIENCE_MILLIS)) {
            opened.get(server.url());
            opened.get(server.url());
            server.awaitEnds();
        }
    }

    private static void abandonsTheBody(HttpServer server) throws Exception {
        try (Opened opened = new Opened(start(0, 0), PATIENCE_MILLIS)) {
            InputStreamResponseListener listener = new InputStreamResponseListener();
            opened.client.newRequest(server.url()).send(listener);
            try (InputStream body = listener.getInputStream()) {
                body.read();
            }
            server.awaitEnds();
        }
    }

    private static void asksAgainOnceItNoticed(HttpServer server) throws Exception {
        try (Opened opened = new Opened(start(0, 0), PATIENCE_MILLIS)) {
            opened.get(server.url());
            server.awaitEnds(1);
            opened.get(server.url());
        }
    }

    private static void cancels(HttpServer server) throws Exception {
        try (Opened opened = new Opened(start(0, 0), PATIENCE_MILLIS)) {
            Request request = opened.client.newRequest(server.url());
            Threads.Running waiting = Threads.start(false, request::send);
            server.awaitRequests(1);
            request.abort(new InterruptedException("cancelled"));
            waiting.awaitFailure();
            server.awaitEnds();
        }
    }

    /** @param maxUses 0 is no limit, as for the age */
    private static HttpClient start(int maxAgeMillis, int maxUses) throws Exception {
        HttpClientTransportOverHTTP transport = new HttpClientTransportOverHTTP(1);
        transport.setConnectionPoolFactory(destination -> {
            // a response may be read before its connection is back: the next request waits for that
            DuplexConnectionPool pool = new DuplexConnectionPool(destination, 1);
            pool.setMaxDuration(maxAgeMillis);
            pool.setMaxUsage(maxUses);
            return pool;
        });
        HttpClient client = new HttpClient(transport);
        SslContextFactory.Client tls = new SslContextFactory.Client();
        tls.setSslContext(Tls.CONTEXT);
        client.setSslContextFactory(tls);
        client.start();
        return client;
    }
}
