package io.firstfin.sample.reliability;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * An HTTP server, and three clients that send it requests all the time: one keeps its connection, the others
 * open a new one for each request. Both sides count. Every request carries a number, and its answer has to
 * carry the same.
 *
 * <p>Requests are POST requests, which no client sends a second time by itself.
 */
final class LoadedServer {
    private static final int SERVER_THREADS = 4;
    private static final long REST_MILLIS = 25;

    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong answered = new AtomicLong();
    private final AtomicLong served = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicReference<String> firstFailure = new AtomicReference<>("none");
    /** Clients hold the shared part during a request. */
    private final ReadWriteLock gate = new ReentrantReadWriteLock(true);

    private final LongestGap gap = new LongestGap();
    private final HttpClient httpClient = HttpClient.newBuilder()
            .executor(daemons(2))
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final InetSocketAddress address;
    private final URI uri;

    private LoadedServer() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::serve);
        server.setExecutor(daemons(SERVER_THREADS));
        server.start();
        address = server.getAddress();
        uri = URI.create("http://127.0.0.1:" + address.getPort() + "/");
    }

    /** Sends one number, and returns what came back. */
    @FunctionalInterface
    private interface Client {
        String post(String number) throws Exception;
    }

    public static void main(String[] args) throws Exception {
        LoadedServer server = new LoadedServer();
        server.startClient("keeps its connection", server::postByHttpClient);
        server.startClient("HttpURLConnection", server::postByUrlConnection);
        server.startClient("bare socket", server::postBySocket);
        Questions.answer(server::answer);
        // the server's own thread is no daemon
        System.exit(0);
    }

    private Object answer(String question) {
        switch (question) {
            case "answered":
                return answered.get();
            case "watch gaps":
                gap.start();
                return "watches";
            case "longest gap":
                return gap.take();
            case "hold":
                // returns when no request is on its way
                gate.writeLock().lock();
                return "sent=" + sent + " answered=" + answered + " served=" + served + " failed=" + failed
                        + " firstFailure=" + firstFailure;
            case "go on":
                gate.writeLock().unlock();
                return "goes on";
            default:
                throw new IllegalArgumentException(question);
        }
    }

    private void startClient(String name, Client client) {
        Thread thread = new Thread(() -> run(client), "client: " + name);
        thread.setDaemon(true);
        thread.start();
    }

    private void run(Client client) {
        Lock open = gate.readLock();
        while (true) {
            open.lock();
            try {
                String number = Long.toString(sent.incrementAndGet());
                String answer = client.post(number);
                if (!answer.equals(number)) {
                    throw new IOException("the answer to " + number + " was " + answer);
                }
                answered.incrementAndGet();
            } catch (Throwable e) {
                failed.incrementAndGet();
                firstFailure.compareAndSet("none", e.toString());
            } finally {
                open.unlock();
            }
            rest();
        }
    }

    private void serve(HttpExchange exchange) throws IOException {
        byte[] number = exchange.getRequestBody().readAllBytes();
        served.incrementAndGet();
        exchange.sendResponseHeaders(200, number.length);
        exchange.getResponseBody().write(number);
        exchange.close();
    }

    private String postByHttpClient(String number) throws Exception {
        return httpClient
                .send(
                        HttpRequest.newBuilder(uri)
                                .POST(HttpRequest.BodyPublishers.ofString(number))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private String postByUrlConnection(String number) throws Exception {
        HttpURLConnection connection = (HttpURLConnection) new URL(uri.toString()).openConnection();
        connection.setDoOutput(true);
        connection.setRequestProperty("Connection", "close");
        connection.getOutputStream().write(number.getBytes(StandardCharsets.US_ASCII));
        return new String(connection.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }

    private String postBySocket(String number) throws Exception {
        try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
            socket.getOutputStream()
                    .write(("POST / HTTP/1.1\r\nHost: localhost\r\n"
                                    + "Connection: close\r\nContent-Length: " + number.length() + "\r\n\r\n"
                                    + number)
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            return answer.substring(answer.indexOf("\r\n\r\n") + 4);
        }
    }

    private static void rest() {
        try {
            Thread.sleep(REST_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Executor daemons(int threads) {
        return Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "worker");
            thread.setDaemon(true);
            return thread;
        });
    }
}
