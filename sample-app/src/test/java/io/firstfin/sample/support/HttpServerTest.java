package io.firstfin.sample.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.HttpURLConnection;
import java.net.Socket;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.net.ssl.HttpsURLConnection;
import org.junit.jupiter.api.Test;

class HttpServerTest {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi";

    @Test
    void each_connection_has_a_script_of_its_own() throws Exception {
        List<HttpScript> scripts = List.of(new HttpScript(null, true), new HttpScript(OK, false));
        try (HttpServer server = HttpServer.start(Api.SOCKET, scripts)) {
            assertThat(ask(server)).isEmpty();
            assertThat(ask(server)).isEqualTo(OK);
            server.awaitRequests(2);
            server.awaitEnds();
        }
    }

    @Test
    void a_client_that_trusts_the_scenarios_reaches_the_server_over_tls() throws Exception {
        List<HttpScript> scripts =
                List.of(new HttpScript(OK.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"), false));
        try (HttpServer server = HttpServer.start(Api.TLS, scripts)) {
            HttpsURLConnection client = (HttpsURLConnection) new URL(server.url()).openConnection();
            client.setSSLSocketFactory(Tls.CONTEXT.getSocketFactory());
            assertThat(client.getResponseCode()).isEqualTo(HttpURLConnection.HTTP_OK);
            client.getInputStream().close();
            server.awaitEnds();
        }
    }

    /** What comes until the answer is complete, or the server closes. */
    private static String ask(HttpServer server) throws Exception {
        URL url = new URL(server.url());
        try (Socket socket = new Socket(url.getHost(), url.getPort())) {
            socket.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readNBytes(OK.length()), StandardCharsets.ISO_8859_1);
        }
    }
}
