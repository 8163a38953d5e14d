package io.firstfin.sample.situation;

import com.sun.net.httpserver.HttpServer;
import java.util.concurrent.CountDownLatch;

/** nginx in front, as it comes until 1.29.6. */
final class NginxAsksByHttp10 implements Situation {

    @Override
    public String title() {
        return "A Java server behind nginx, which asks by HTTP/1.0";
    }

    @Override
    public String seen() {
        return "A TIME_WAIT on the Java server for each request, although browsers reuse their connections to nginx.";
    }

    @Override
    public Expected expected() {
        return Expected.finding("SERVER_CLOSES_FIRST", "proxy_http_version");
    }

    @Override
    public String program() {
        return "nginx";
    }

    @Override
    public void serve(Place place) throws Exception {
        Nginx.start(place, "", "proxy_http_version 1.0; proxy_set_header Connection close;");
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
