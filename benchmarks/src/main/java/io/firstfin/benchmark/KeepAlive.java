package io.firstfin.benchmark;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URL;
import java.nio.charset.StandardCharsets;

/**
 * HTTP/1.1 requests over one kept-alive connection: HttpURLConnection asks, a thread answers. Both ends'
 * time counts, as it does for whoever waits for the response.
 */
final class KeepAlive {

    private static final byte[] ANSWER =
            "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi".getBytes(StandardCharsets.ISO_8859_1);

    private KeepAlive() {}

    /** Prints nanoseconds on the wall for one request: its reciprocal is requests per second. */
    public static void main(String[] args) throws IOException {
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread thread = new Thread(() -> serve(server));
            thread.setDaemon(true);
            thread.start();
            URL url = new URL("http://127.0.0.1:" + server.getLocalPort() + "/");
            Timing.printWall(Integer.parseInt(args[0]), () -> request(url));
        }
    }

    private static void request(URL url) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) url.openConnection();
        try (InputStream body = connection.getInputStream()) {
            body.readAllBytes();
        }
    }

    /** A request comes in one piece: it is short. */
    private static void serve(ServerSocket server) {
        byte[] head = new byte[4096];
        try (Socket socket = server.accept()) {
            socket.setTcpNoDelay(true);
            InputStream in = socket.getInputStream();
            OutputStream out = socket.getOutputStream();
            while (in.read(head) > 0) {
                out.write(ANSWER);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
