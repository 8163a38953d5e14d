package io.firstfin.sample.situation;

import com.sun.net.httpserver.HttpServer;
import java.util.concurrent.CountDownLatch;

/** nginx in front, with keepalive in its upstream. */
final class NginxKeepsConnections implements Situation {

    @Override
    public String title() {
        return "A Java server behind nginx with upstream keepalive";
    }

    @Override
    public String seen() {
        return "Few connections, many requests.";
    }

    @Override
    public Expected expected() {
        return Expected.nothingToChange();
    }

    @Override
    public String program() {
        return "nginx";
    }

    @Override
    public void serve(Place place) throws Exception {
        Nginx.start(
                place,
                "keepalive 16; keepalive_requests 20;",
                "proxy_http_version 1.1; proxy_set_header Connection \"\";");
        Peer.start(() -> Nginx.askForever(place));
    }

    @Override
    public void run(Place place) throws Exception {
        CountDownLatch requests = new CountDownLatch(60);
        HttpServer server = HttpServer.create(place.address(), 0);
        server.createContext("/", exchange -> {
            // as an application that writes while it works: the length is not known
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('o');
            exchange.close();
            requests.countDown();
        });
        server.start();
        place.keep(() -> server.stop(0));
        requests.await();
    }
}
