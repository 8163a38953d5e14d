package io.firstfin.sample;

import io.firstfin.sample.support.Api;
import io.firstfin.sample.support.HttpScript;
import io.firstfin.sample.support.HttpServer;
import io.firstfin.sample.support.Scenario;
import io.firstfin.sample.support.Stage;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URL;
import java.util.Collections;
import java.util.List;

/**
 * HttpURLConnection and each way in which one of its connections ends. FirstFin says why: what a header
 * asked for, or what the client decided.
 */
public final class S21HttpUrlConnection implements Scenario {
    private static final String OK = "HTTP/1.1 200 OK\r\n";
    private static final String CLOSE = "Connection: close\r\n";
    private static final String BODY = "Content-Length: 2\r\n\r\nhi";

    public static void main(String[] args) throws Exception {
        Stage.play(new S21HttpUrlConnection(), args);
    }

    @Override
    public String lesson() {
        return "why HttpURLConnection closes";
    }

    @Override
    public List<String> variants() {
        return List.of("response", "request", "old", "undelimited", "idle", "disconnect",
                "abandoned", "stale", "failed");
    }

    @Override
    public void act(Stage stage) throws Exception {
        stage.begin();
        switch (stage.variant()) {
            case "response" -> play(stage, OK + CLOSE + BODY, true,
                    "RESPONSE_SAID_CLOSE", 1, url -> read(url));
            case "request" -> play(stage, OK + CLOSE + BODY, true, "REQUEST_SAID_CLOSE", 1, url -> {
                url.setRequestProperty("Connection", "close");
                read(url);
            });
            case "old" -> play(stage, "HTTP/1.0 200 OK\r\n" + BODY, true, "HTTP_1_0", 1,
                    url -> read(url));
            case "undelimited" -> play(stage, OK + "\r\nhi", true, "RESPONSE_SAID_CLOSE", 1,
                    url -> read(url));
            case "idle" -> play(stage, OK + "Keep-Alive: timeout=1\r\n" + BODY, false,
                    "IDLE_TIMEOUT", 1, url -> read(url));
            case "disconnect" -> play(stage, OK + BODY, false, "DISCONNECT_CALLED", 3, url -> {
                read(url);
                read(again(url));
                HttpURLConnection last = again(url);
                last.getInputStream().read();
                last.disconnect();
            });
            case "abandoned" -> play(stage, OK + "Content-Length: 1000000\r\n\r\nhi", false,
                    "BODY_ABANDONED", 1, url -> {
                        InputStream body = url.getInputStream();
                        body.read();
                        body.close();
                    });
            case "stale" -> stale(stage);
            default -> play(stage, null, true, "EXCHANGE_FAILED", 1, url -> {
                try {
                    read(url);
                } catch (IOException expected) {
                    // HttpURLConnection tries a second time by itself, on a connection of its own
                }
            });
        }
    }

    private interface Client {
        void use(HttpURLConnection url) throws IOException;
    }

    private void play(Stage stage, String answer, boolean closes, String reason, int exchanges,
            Client client) throws Exception {
        int connections = answer == null ? 2 : 1;
        HttpScript script = new HttpScript(answer, closes);
        try (HttpServer server =
                HttpServer.start(Api.SOCKET, Collections.nCopies(connections, script))) {
            stage.expect("Close", "count=" + connections + " role=CLIENT remote="
                    + server.address() + " reason=" + reason + " exchanges=" + exchanges);
            client.use(open(server));
            server.awaitEnds();
        }
    }

    /** The server closes after an answer that promised more; the client finds out by its next request. */
    private void stale(Stage stage) throws Exception {
        List<HttpScript> scripts =
                List.of(new HttpScript(OK + BODY, true), new HttpScript(null, true));
        try (HttpServer server = HttpServer.start(Api.SOCKET, scripts)) {
            HttpURLConnection url = open(server);
            read(url);
            server.awaitCloses(1);
            stage.expect("Close", "role=CLIENT local=" + server.client(0) + " remote="
                    + server.address() + " reason=STALE exchanges=2 closedFirst=REMOTE");
            try {
                read(again(url));
            } catch (IOException expected) {
                // what matters is the connection before
            }
            server.awaitEnds();
        }
    }

    private static HttpURLConnection open(HttpServer server) throws IOException {
        return (HttpURLConnection) new URL(server.url()).openConnection();
    }

    private static HttpURLConnection again(HttpURLConnection url) throws IOException {
        return (HttpURLConnection) url.getURL().openConnection();
    }

    private static void read(HttpURLConnection url) throws IOException {
        try (InputStream body = url.getInputStream()) {
            body.readAllBytes();
        }
    }
}
