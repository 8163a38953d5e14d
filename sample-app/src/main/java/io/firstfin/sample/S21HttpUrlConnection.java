package io.firstfin.sample;

import io.firstfin.sample.support.Api;
import io.firstfin.sample.support.HttpScript;
import io.firstfin.sample.support.HttpServer;
import io.firstfin.sample.support.Scenario;
import io.firstfin.sample.support.Stage;
import io.firstfin.sample.support.Tls;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URL;
import java.util.List;
import javax.net.ssl.HttpsURLConnection;

/**
 * HttpURLConnection and each way in which one of its connections ends. FirstFin says why: what a header
 * asked for, or what the client decided.
 */
public final class S21HttpUrlConnection implements Scenario {
    private static final String OK = "HTTP/1.1 200 OK\r\n";
    private static final String BODY = "Content-Length: 2\r\n\r\nhi";
    private static final String CLOSE = OK + "Connection: close\r\n" + BODY;

    public static void main(String[] args) throws Exception {
        Stage.play(new S21HttpUrlConnection(), args);
    }

    @Override
    public String title() {
        return "why HttpURLConnection closes";
    }

    @Override
    public List<String> variants() {
        return List.of(
                "response",
                "request",
                "old",
                "undelimited",
                "disconnect",
                "idle",
                "full",
                "abandoned",
                "failed",
                "stale",
                "tls");
    }

    @Override
    public void act(Stage stage) throws Exception {
        // read once, when the first request is made
        System.setProperty("http.maxConnections", "1");
        stage.begin();
        switch (stage.variant()) {
            case "response" ->
                play(
                        stage,
                        "Connection: close in the response",
                        waits(CLOSE),
                        "RESPONSE_SAID_CLOSE LOCAL 1",
                        server -> read(open(server)));
            // it goes by what the response says, which here agrees
            case "request" ->
                play(stage, "Connection: close in the request", waits(CLOSE), "REQUEST_SAID_CLOSE LOCAL 1", server -> {
                    HttpURLConnection url = open(server);
                    url.setRequestProperty("Connection", "close");
                    read(url);
                });
            case "old" ->
                play(
                        stage,
                        "HTTP/1.0 in the response",
                        waits("HTTP/1.0 200 OK\r\n" + BODY),
                        "HTTP_1_0 LOCAL 1",
                        server -> read(open(server)));
            case "undelimited" ->
                play(
                        stage,
                        "a response without length",
                        closes(OK + "\r\nhi"),
                        "RESPONSE_SAID_CLOSE REMOTE 1",
                        server -> read(open(server)));
            case "disconnect" ->
                play(
                        stage,
                        "disconnect() in the third response",
                        waits(OK + BODY),
                        "DISCONNECT_CALLED LOCAL 3",
                        server -> {
                            read(open(server));
                            read(open(server));
                            HttpURLConnection last = open(server);
                            last.getInputStream().read();
                            last.disconnect();
                        });
            case "idle" ->
                play(
                        stage,
                        "idle for too long",
                        waits(OK + "Keep-Alive: timeout=1\r\n" + BODY),
                        "IDLE_TIMEOUT LOCAL 1",
                        server -> read(open(server)));
            case "full" -> full(stage);
            case "abandoned" ->
                play(
                        stage,
                        "the body is not read to its end",
                        waits(OK + "Content-Length: 1000000\r\n\r\nhi"),
                        "BODY_ABANDONED LOCAL 1",
                        server -> {
                            InputStream body = open(server).getInputStream();
                            body.read();
                            body.close();
                        });
            case "failed" ->
                play(stage, "no response in time", waits(null), "EXCHANGE_FAILED LOCAL 1", server -> {
                    HttpURLConnection url = open(server);
                    url.setReadTimeout(300);
                    fails(url);
                });
            case "stale" -> stale(stage);
            default -> overTls(stage);
        }
    }

    /** The client closes first or follows the server's close_notify, as it comes. */
    private void overTls(Stage stage) throws Exception {
        try (HttpServer server = HttpServer.start(Api.TLS, List.of(waits(CLOSE)))) {
            stage.expect(
                    "Close",
                    "count=1 role=CLIENT remote=" + server.address() + " reason=RESPONSE_SAID_CLOSE exchanges=1");
            read(open(server));
            server.awaitEnds();
        }
    }

    private interface Client {
        void use(HttpServer server) throws IOException;
    }

    /** @param reported reason, who closed first, and requests */
    private void play(Stage stage, String way, HttpScript script, String reported, Client client) throws Exception {
        try (HttpServer server = HttpServer.start(Api.SOCKET, List.of(script))) {
            expect(stage, server, "", way, reported);
            client.use(server);
            server.awaitEnds();
        }
    }

    /** Two requests at once leave two connections, of which the pool keeps one. */
    private void full(Stage stage) throws Exception {
        HttpScript script = waits(OK + "Keep-Alive: timeout=1\r\n" + BODY);
        try (HttpServer server = HttpServer.start(Api.SOCKET, List.of(script, script))) {
            InputStream first = open(server).getInputStream();
            InputStream second = open(server).getInputStream();
            expect(stage, server, server.client(0), "the pool is full", "POOL_FULL LOCAL 1");
            expect(stage, server, server.client(1), "the pool is full", "IDLE_TIMEOUT LOCAL 1");
            first.readAllBytes();
            second.readAllBytes();
            server.awaitEnds();
        }
    }

    /** The server closes after an answer that promised more; the client finds out by its next request. */
    private void stale(Stage stage) throws Exception {
        String way = "the server had closed before the next request";
        try (HttpServer server = HttpServer.start(Api.SOCKET, List.of(closes(OK + BODY), waits(CLOSE)))) {
            read(open(server));
            server.awaitCloses(1);
            expect(stage, server, server.client(0), way, "STALE REMOTE 2");
            read(open(server));
            expect(stage, server, server.client(1), way, "RESPONSE_SAID_CLOSE LOCAL 1");
            server.awaitEnds();
        }
    }

    private static void expect(Stage stage, HttpServer server, String client, String way, String reported) {
        String[] words = reported.split(" ");
        stage.expect(
                "Close",
                "count=1 role=CLIENT"
                        + (client.isEmpty() ? "" : " local=" + client) + " remote=" + server.address()
                        + " way=" + Stage.word(way) + " reason=" + words[0] + " closedFirst=" + words[1]
                        + " exchanges=" + words[2] + " httpClient="
                        + Stage.word(
                                "HttpURLConnection of JDK " + Runtime.version().feature()));
    }

    private static HttpScript waits(String answer) {
        return new HttpScript(answer, false);
    }

    private static HttpScript closes(String answer) {
        return new HttpScript(answer, true);
    }

    private static void fails(HttpURLConnection url) {
        try {
            read(url);
        } catch (IOException expected) {
            return;
        }
        throw new IllegalStateException("the client should have failed");
    }

    private static HttpURLConnection open(HttpServer server) throws IOException {
        HttpURLConnection url = (HttpURLConnection) new URL(server.url()).openConnection();
        if (url instanceof HttpsURLConnection tls) {
            tls.setSSLSocketFactory(Tls.CONTEXT.getSocketFactory());
        }
        return url;
    }

    private static void read(HttpURLConnection url) throws IOException {
        try (InputStream body = url.getInputStream()) {
            body.readAllBytes();
        }
    }
}
