package io.firstfin.sample;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * The JDK's HTTP server behind an nginx of its own: {@code BehindNginx NGINX REQUESTS UPSTREAM
 * LOCATION}, where the last two are what is added to these blocks of nginx's configuration. Both live
 * in the folder and in the namespace of this process. Says on stdout where the server listens.
 *
 * <p>The answers have no Content-Length, as those of applications that write while they work: by
 * HTTP/1.0 only the close ends them. One with a length is a race: nginx closes when it has it all, the
 * server when it has written it.
 */
public final class BehindNginx {
    private static final byte[] BODY = "hi".getBytes(StandardCharsets.US_ASCII);

    private BehindNginx() {}

    public static void main(String[] args) throws Exception {
        InetSocketAddress any = new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0);
        HttpServer server = HttpServer.create(any, 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(BODY);
            exchange.close();
        });
        server.start();
        InetSocketAddress front = freePort(any);
        Files.writeString(Path.of("nginx.conf"), configuration(server.getAddress(), front, args[2], args[3]));
        Process nginx = new ProcessBuilder(args[0], "-p", Path.of("").toAbsolutePath() + "/", "-c", "nginx.conf")
                .inheritIO()
                .start();
        try {
            awaitListener(front, nginx);
            for (int i = 0; i < Integer.parseInt(args[1]); i++) {
                ask(front);
            }
        } finally {
            nginx.destroy();
            nginx.waitFor();
        }
        awaitEnds(server.getAddress().getPort());
        System.out.println(server.getAddress().getPort());
        server.stop(0);
    }

    private static String configuration(
            InetSocketAddress server, InetSocketAddress front, String upstream, String location) {
        return """
                daemon off;
                worker_processes 1;
                pid nginx.pid;
                error_log error.log;
                events { worker_connections 64; }
                http {
                  access_log off;
                  client_body_temp_path temp-1;
                  proxy_temp_path temp-2;
                  fastcgi_temp_path temp-3;
                  uwsgi_temp_path temp-4;
                  scgi_temp_path temp-5;
                  upstream java { server 127.0.0.1:%d; %s }
                  server {
                    listen 127.0.0.1:%d;
                    location / { proxy_pass http://java; %s }
                  }
                }
                """.formatted(server.getPort(), upstream, front.getPort(), location);
    }

    private static InetSocketAddress freePort(InetSocketAddress any) throws IOException {
        try (ServerSocket listener = new ServerSocket(0, 1, any.getAddress())) {
            return new InetSocketAddress(any.getAddress(), listener.getLocalPort());
        }
    }

    private static void awaitListener(InetSocketAddress front, Process nginx) throws Exception {
        long deadline = System.nanoTime() + Patience.NANOS;
        while (rows(front.getPort(), List.of("0A")) == 0) {
            if (!nginx.isAlive() || System.nanoTime() > deadline) {
                throw new IllegalStateException("nginx does not listen");
            }
            Thread.sleep(20);
        }
    }

    private static void ask(InetSocketAddress front) throws IOException {
        try (Socket socket = new Socket(front.getAddress(), front.getPort())) {
            socket.getOutputStream()
                    .write("GET / HTTP/1.1\r\nHost: scenario\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            if (!answer.startsWith("HTTP/1.1 200 ")) {
                throw new IllegalStateException(answer);
            }
        }
    }

    /** Until the server has closed what nginx left: none is established, none waits for our close. */
    private static void awaitEnds(int port) throws Exception {
        long deadline = System.nanoTime() + Patience.NANOS;
        while (rows(port, List.of("01", "08")) > 0) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("connections are left to " + port);
            }
            Thread.sleep(20);
        }
    }

    /** How many sockets with this local port are in one of these states, as the kernel numbers them. */
    private static long rows(int port, List<String> states) throws IOException {
        String local = String.format(Locale.ROOT, ":%04X", port);
        long count = 0;
        for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
            count += Files.readAllLines(Path.of(table)).stream()
                    .map(line -> line.trim().split("\\s+"))
                    .filter(row -> row[1].endsWith(local) && states.contains(row[3]))
                    .count();
        }
        return count;
    }
}
