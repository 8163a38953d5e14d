package io.firstfin.sample.http;

import static io.firstfin.sample.http.Verdict.local;
import static io.firstfin.sample.http.Verdict.remote;

import io.firstfin.sample.support.HttpServer;
import io.firstfin.sample.support.Tls;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.JdkSslContext;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;
import reactor.core.Disposable;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;

/**
 * Reactor Netty 1.0 and 1.3, through epoll but for TLS. The event loop hears at once that the server has closed what
 * idles in the pool, so no request meets that.
 */
final class ReactorNetty implements HttpClientLibrary {
    private static final Duration SHORT = Duration.ofMillis(200);

    private static final LoopResources LOOP = LoopResources.create("loop");
    private static final Logger QUIET = Logger.getLogger("reactor.netty");

    static {
        // else Netty looks for a network card, and complains that there is none
        System.setProperty("io.netty.machineId", "00:00:00:00:00:00:00:01");
        // it warns of every time-out, with the ports
        System.setProperty("reactor.logging.fallback", "JDK");
        QUIET.setLevel(Level.OFF);
    }

    @Override
    public String name() {
        return "Reactor Netty";
    }

    @Override
    public Client open(int responseTimeoutMillis) {
        ConnectionProvider pool = pool().build();
        HttpClient client = client(pool).responseTimeout(Duration.ofMillis(responseTimeoutMillis));
        return new Client() {
            @Override
            public void get(String url, String... headers) {
                ReactorNetty.get(client, url, headers);
            }

            @Override
            public void close() {
                pool.disposeLater().block();
            }
        };
    }

    @Override
    public Ways ways() {
        return Ways.of(this)
                // only the server's header counts
                .pooled(WayToEnd.REQUEST_SAYS_CLOSE)
                .with(WayToEnd.IDLE, server -> endsInThePool(server, pool().maxIdleTime(SHORT)))
                .with(WayToEnd.MAX_AGE, server -> endsInThePool(server, pool().maxLifeTime(SHORT)))
                .with(WayToEnd.BODY_ABANDONED, ReactorNetty::abandonsTheBody)
                .with(WayToEnd.STALE, ReactorNetty::asksAgain, remote("PEER_CLOSED", 1), local("POOL_CLOSED", 1))
                .with(WayToEnd.CANCELLED, ReactorNetty::cancels);
    }

    private static void endsInThePool(HttpServer server, ConnectionProvider.Builder builder) throws Exception {
        ConnectionProvider pool =
                builder.evictInBackground(Duration.ofMillis(50)).build();
        get(client(pool), server.url());
        server.awaitEnds();
        pool.disposeLater().block();
    }

    private static void abandonsTheBody(HttpServer server) throws Exception {
        ConnectionProvider pool = pool().build();
        client(pool).get().uri(server.url()).responseContent().blockFirst();
        server.awaitEnds();
        pool.disposeLater().block();
    }

    private static void asksAgain(HttpServer server) throws Exception {
        ConnectionProvider pool = pool().build();
        get(client(pool), server.url());
        server.awaitEnds(1);
        get(client(pool), server.url());
        pool.disposeLater().block();
    }

    private static void cancels(HttpServer server) throws Exception {
        ConnectionProvider pool = pool().build();
        Disposable call = client(pool).get().uri(server.url()).responseContent().subscribe();
        server.awaitRequests(1);
        call.dispose();
        server.awaitEnds();
        pool.disposeLater().block();
    }

    /** Of one connection: 1.0 may answer before it has put the connection back. */
    private static ConnectionProvider.Builder pool() {
        return ConnectionProvider.builder("pool").maxConnections(1);
    }

    /**
     * With TLS the server answers our close once more, which resets what is left of the connection; with
     * epoll nothing would then prove that the client was first.
     */
    private static boolean isPlain(String url) {
        return url.startsWith("http:");
    }

    @SuppressWarnings("deprecation")
    private static HttpClient client(ConnectionProvider pool) {
        JdkSslContext trusting = new JdkSslContext(Tls.CONTEXT, true, ClientAuth.NONE);
        return HttpClient.create(pool).secure(tls -> tls.sslContext(trusting));
    }

    private static void get(HttpClient client, String url, String... headers) {
        client.headers(all -> {
                    for (int i = 0; i < headers.length; i += 2) {
                        all.set(headers[i], headers[i + 1]);
                    }
                })
                .runOn(LOOP, isPlain(url))
                .get()
                .uri(url)
                .responseContent()
                .aggregate()
                .asByteArray()
                .block();
    }
}
