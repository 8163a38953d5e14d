package io.firstfin.sample.http;

import static io.firstfin.sample.http.Verdict.local;
import static io.firstfin.sample.http.Verdict.remote;

import io.firstfin.sample.support.HttpServer;
import io.firstfin.sample.support.Tls;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;

/**
 * The JDK's HttpClient. It watches the connections in its pool: when the server closes one, it follows,
 * and no request is sent there. Its settings are read once, and for all clients.
 */
final class JavaNetHttp implements HttpClientLibrary {
    private static final boolean CLOSES = Runtime.version().feature() >= 21;

    static {
        System.setProperty("jdk.httpclient.allowRestrictedHeaders", "connection");
        System.setProperty("jdk.httpclient.connectionPoolSize", "1");
        // whole seconds, counted from the last full one; long enough for the collector
        System.setProperty("jdk.httpclient.keepalive.timeout", "5");
        // how often a client looks whether somebody still holds it
        System.setProperty("jdk.internal.httpclient.selectorTimeout", "1000");
    }

    @Override
    public String name() {
        return "java.net.http";
    }

    @Override
    public Client open(int responseTimeoutMillis) {
        return new Session(Duration.ofMillis(responseTimeoutMillis));
    }

    @Override
    public Ways ways() {
        Ways ways = Ways.of(this)
                // of headers, only the response's counts for it
                .pooled(WayToEnd.REQUEST_SAYS_CLOSE)
                // it has no rule for HTTP/1.0
                .pooled(WayToEnd.HTTP_1_0)
                .with(WayToEnd.IDLE, JavaNetHttp::idles)
                .with(WayToEnd.POOL_FULL, JavaNetHttp::fillsThePool, local("POOL_CLOSED", 1), local("POOL_FULL", 1))
                .with(WayToEnd.BODY_ABANDONED, JavaNetHttp::abandonsTheBody)
                .with(WayToEnd.REDIRECTED, JavaNetHttp::followsARedirect)
                .reported(WayToEnd.STALE, remote("PEER_CLOSED", 1), local("POOL_CLOSED", 1))
                .with(WayToEnd.CANCELLED, JavaNetHttp::cancels)
                .with(WayToEnd.HTTP_2, JavaNetHttp::asksThreeTimes)
                // JDK 17 closes at once, later ones not before it has idled for too long
                .with(WayToEnd.HTTP_2_GOAWAY, JavaNetHttp::idles)
                .with(WayToEnd.HTTP_2_PEER_CLOSES, JavaNetHttp::idles);
        // JDK 20 is the first with a limit for HTTP/2
        return CLOSES ? ways.with(WayToEnd.HTTP_2_IDLE, JavaNetHttp::idles) : ways;
    }

    private static void idles(HttpServer server) throws Exception {
        try (Session session = new Session()) {
            session.get(server.url());
            server.awaitEnds();
        }
    }

    private static void asksThreeTimes(HttpServer server) throws Exception {
        try (Session session = new Session()) {
            for (int i = 0; i < 3; i++) {
                session.get(server.url());
            }
        }
    }

    /** The first comes back to the pool last: the other must go. */
    private static void fillsThePool(HttpServer server) throws Exception {
        try (Session session = new Session()) {
            Flow.Publisher<List<ByteBuffer>> unread = session.client
                    .send(session.request(server.url()), BodyHandlers.ofPublisher())
                    .body();
            session.get(server.url());
            HttpResponse.BodySubscriber<Void> reader = BodySubscribers.discarding();
            unread.subscribe(reader);
            reader.getBody().toCompletableFuture().get();
            server.awaitEnds(1);
        }
    }

    private static void abandonsTheBody(HttpServer server) throws Exception {
        try (Session session = new Session()) {
            try (InputStream body = session.client
                    .send(session.request(server.url()), BodyHandlers.ofInputStream())
                    .body()) {
                body.read();
            }
            server.awaitEnds();
        }
    }

    private static void followsARedirect(HttpServer server) throws Exception {
        try (Session session = new Session()) {
            session.get(server.url());
            server.awaitEnds(1);
        }
    }

    private static void cancels(HttpServer server) throws Exception {
        try (Session session = new Session()) {
            CompletableFuture<?> call =
                    session.client.sendAsync(session.request(server.url()), BodyHandlers.discarding());
            server.awaitRequests(1);
            call.cancel(true);
            server.awaitEnds();
        }
    }

    /** A client with its pool, both ours alone. */
    private static final class Session implements Client {
        private final Duration timeout;
        private HttpClient client = HttpClient.newBuilder()
                .sslContext(Tls.CONTEXT)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();

        Session(Duration timeout) {
            this.timeout = timeout;
        }

        Session() {
            this(Duration.ofSeconds(120));
        }

        HttpRequest request(String url, String... headers) {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(URI.create(url)).timeout(timeout);
            if (headers.length > 0) {
                request.headers(headers);
            }
            return request.build();
        }

        @Override
        public void get(String url, String... headers) throws Exception {
            client.send(request(url, headers), BodyHandlers.ofString());
        }

        /** Before JDK 21 nobody but the collector closes it. */
        @Override
        public void close() throws Exception {
            if (CLOSES) {
                ((AutoCloseable) client).close();
            } else {
                client = null;
                collect();
            }
        }

        /** Apart from what may have held it in a local variable. */
        private static void collect() throws InterruptedException {
            while (Thread.getAllStackTraces().keySet().stream()
                    .anyMatch(thread -> thread.getName().endsWith("-SelectorManager"))) {
                System.gc();
                TimeUnit.MILLISECONDS.sleep(20);
            }
        }
    }
}
