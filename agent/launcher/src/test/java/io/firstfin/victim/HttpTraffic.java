package io.firstfin.victim;

import com.sun.net.httpserver.HttpServer;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** The JDK's HTTP server and both of its clients, one request after the other and without end. */
final class HttpTraffic implements Runnable {

    private static final long PAUSE_NANOS = 10_000_000;
    private static final byte[] BODY = "hello".getBytes();

    final AtomicLong rounds = new AtomicLong();
    final AtomicLong failures = new AtomicLong();
    private final HttpClient client = HttpClient.newHttpClient();
    private final URI address;

    private HttpTraffic(URI address) {
        this.address = address;
    }

    static HttpTraffic start() throws Exception {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    exchange.sendResponseHeaders(200, BODY.length);
                    try (OutputStream body = exchange.getResponseBody()) {
                        body.write(BODY);
                    }
                });
        server.setExecutor(
                Executors.newFixedThreadPool(
                        2,
                        work -> {
                            Thread thread = new Thread(work, "http server");
                            thread.setDaemon(true);
                            return thread;
                        }));
        server.start();
        HttpTraffic traffic =
                new HttpTraffic(
                        URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/"));
        Thread thread = new Thread(traffic, "http traffic");
        thread.setDaemon(true);
        thread.start();
        return traffic;
    }

    @Override
    public void run() {
        while (true) {
            try {
                HttpURLConnection connection =
                        (HttpURLConnection) address.toURL().openConnection();
                connection.setRequestProperty("Connection", "close");
                connection.getInputStream().readAllBytes();
                client.send(
                        HttpRequest.newBuilder(address).build(),
                        HttpResponse.BodyHandlers.ofString());
                rounds.incrementAndGet();
                LockSupport.parkNanos(PAUSE_NANOS);
            } catch (Exception e) {
                failures.incrementAndGet();
                e.printStackTrace();
            }
        }
    }
}
