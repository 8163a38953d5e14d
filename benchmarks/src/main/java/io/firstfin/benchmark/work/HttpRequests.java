package io.firstfin.benchmark.work;

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

/** HTTP/1.1 requests: HttpURLConnection sends them, and a thread of the same JVM answers. */
public final class HttpRequests {

    private static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n";

    private final ServerSocket server;
    private final boolean keepAlive;
    private final byte[] response;

    private HttpRequests(ServerSocket server, boolean keepAlive) {
        this.server = server;
        this.keepAlive = keepAlive;
        response = (HEAD + (keepAlive ? "" : "Connection: close\r\n") + "\r\nhi").getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Second argument: requests a second, 0 for full speed; third: {@code keep} or {@code close}. */
    public static void main(String[] args) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            HttpRequests http = new HttpRequests(server, args[2].equals("keep"));
            Thread thread = new Thread(http::serve, "server");
            thread.setDaemon(true);
            thread.start();
            URL url = new URL("http://127.0.0.1:" + server.getLocalPort() + "/");
            Window.atRate(args[0], Integer.parseInt(args[1]), () -> http.request(url));
        }
    }

    private void request(URL url) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) url.openConnection();
        if (!keepAlive) {
            connection.setRequestProperty("Connection", "close");
        }
        try (InputStream body = connection.getInputStream()) {
            body.readAllBytes();
        }
    }

    private void serve() {
        byte[] request = new byte[4096];
        try {
            while (true) {
                answer(server.accept(), request);
            }
        } catch (IOException e) {
            if (!server.isClosed()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** A request comes in one piece: it is short. */
    private void answer(Socket accepted, byte[] request) throws IOException {
        try (Socket socket = accepted) {
            socket.setTcpNoDelay(true);
            InputStream in = socket.getInputStream();
            OutputStream out = socket.getOutputStream();
            while (in.read(request) > 0) {
                out.write(response);
                if (!keepAlive) {
                    return;
                }
            }
        }
    }
}
