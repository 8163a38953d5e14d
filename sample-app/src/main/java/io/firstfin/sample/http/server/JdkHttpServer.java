package io.firstfin.sample.http.server;

import static io.firstfin.sample.http.Verdict.local;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.firstfin.sample.support.Api;
import io.firstfin.sample.support.Tls;
import java.io.IOException;
import java.net.InetSocketAddress;

/** The JDK's own server. Its limits are the JVM's, and it counts no requests. */
final class JdkHttpServer implements HttpServerLibrary {
    static {
        // what it knows of idleness is read once: these are seconds, and milliseconds
        System.setProperty("sun.net.httpserver.idleInterval", "2");
        System.setProperty("sun.net.httpserver.clockTick", "200");
    }

    @Override
    public String name() {
        return "JDK HttpServer";
    }

    @Override
    public Running start(Setup setup) throws IOException {
        HttpServer server = setup.tls() ? HttpsServer.create(Api.loopback(), 0) : HttpServer.create(Api.loopback(), 0);
        if (server instanceof HttpsServer https) {
            https.setHttpsConfigurator(new HttpsConfigurator(Tls.CONTEXT));
        }
        server.createContext(Site.HELLO, JdkHttpServer::answer);
        server.start();
        return new Running() {
            @Override
            public InetSocketAddress address() {
                return server.getAddress();
            }

            @Override
            public void close() {
                server.stop(0);
            }
        };
    }

    @Override
    public ServerWays ways() {
        return ServerWays.all()
                .without(ServerWay.MAX_REQUESTS)
                .reported(ServerWay.APPLICATION_FAILS, local("EXCHANGE_FAILED", 1));
    }

    private static void answer(HttpExchange exchange) throws IOException {
        Site.enter(exchange.getRequestURI().getPath());
        if (Site.closes(exchange.getRequestURI().getPath())) {
            exchange.getResponseHeaders().set("Connection", "close");
        }
        exchange.sendResponseHeaders(200, Site.BODY.length);
        exchange.getResponseBody().write(Site.BODY);
        exchange.close();
    }
}
