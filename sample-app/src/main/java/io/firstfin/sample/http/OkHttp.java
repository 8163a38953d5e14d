package io.firstfin.sample.http;

import static io.firstfin.sample.http.Verdict.local;

import io.firstfin.sample.support.HttpServer;
import io.firstfin.sample.support.Threads;
import io.firstfin.sample.support.Tls;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/**
 * OkHttp 4 and 5. Its pool knows no greatest age. Before it uses a connection again it looks whether the
 * server has closed it only if it has idled for 10 s and the request is no GET: so a GET always finds
 * out by failing, and OkHttp sends it once more on another connection.
 */
final class OkHttp implements HttpClientLibrary {

    @Override
    public String name() {
        return "OkHttp";
    }

    @Override
    public Client open(int responseTimeoutMillis) {
        OkHttpClient client = client(new ConnectionPool(), responseTimeoutMillis);
        return new Client() {
            @Override
            public void get(String url, String... headers) throws IOException {
                OkHttp.get(client, url, headers);
            }

            @Override
            public void close() {
                client.connectionPool().evictAll();
            }
        };
    }

    @Override
    public Ways ways() {
        return Ways.of(this)
                // it has no rule for HTTP/1.0
                .pooled(WayToEnd.HTTP_1_0)
                // nothing reads what idles in the pool
                .pooled(WayToEnd.PEER_CLOSES)
                .with(WayToEnd.IDLE, OkHttp::idles)
                .with(WayToEnd.POOL_FULL, OkHttp::fillsThePool, local("POOL_CLOSED", 1), local("POOL_FULL", 1))
                .with(WayToEnd.BODY_ABANDONED, OkHttp::abandonsTheBody)
                .with(WayToEnd.CANCELLED, OkHttp::cancels);
    }

    private static void idles(HttpServer server) throws Exception {
        get(client(new ConnectionPool(5, 200, TimeUnit.MILLISECONDS), 0), server.url());
        server.awaitEnds();
    }

    /** Two calls at once leave two connections, the one that idles longest must go. */
    private static void fillsThePool(HttpServer server) throws Exception {
        ConnectionPool pool = new ConnectionPool(1, 5, TimeUnit.MINUTES);
        OkHttpClient client = client(pool, 0);
        try (Response unread = call(client, server.url()).execute()) {
            get(client, server.url());
        }
        server.awaitEnds(1);
        pool.evictAll();
    }

    private static void abandonsTheBody(HttpServer server) throws Exception {
        try (Response response =
                call(client(new ConnectionPool(), 0), server.url()).execute()) {
            response.body().byteStream().read();
        }
        server.awaitEnds();
    }

    private static void cancels(HttpServer server) throws Exception {
        Call call = call(client(new ConnectionPool(), 0), server.url());
        Threads.Running waiting = Threads.start(false, () -> call.execute().close());
        server.awaitRequests(1);
        call.cancel();
        waiting.awaitFailure();
    }

    private static OkHttpClient client(ConnectionPool pool, int responseTimeoutMillis) {
        return new OkHttpClient.Builder()
                .connectionPool(pool)
                .sslSocketFactory(Tls.CONTEXT.getSocketFactory(), Tls.TRUST)
                .readTimeout(responseTimeoutMillis, TimeUnit.MILLISECONDS)
                .build();
    }

    private static void get(OkHttpClient client, String url, String... headers) throws IOException {
        try (Response response = call(client, url, headers).execute()) {
            response.body().bytes();
        }
    }

    private static Call call(OkHttpClient client, String url, String... headers) {
        Request.Builder request = new Request.Builder().url(url);
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return client.newCall(request.build());
    }
}
