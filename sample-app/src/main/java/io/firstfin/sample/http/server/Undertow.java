package io.firstfin.sample.http.server;

import static io.firstfin.sample.http.Verdict.local;

import io.firstfin.sample.support.Api;
import io.firstfin.sample.support.Tls;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/** Undertow. It counts no requests. */
final class Undertow implements HttpServerLibrary {
    static {
        // JBoss Logging would take whatever it finds, and write times
        System.setProperty("org.jboss.logging.provider", "jdk");
        java.util.logging.Logger.getLogger("").setLevel(java.util.logging.Level.OFF);
    }

    @Override
    public String name() {
        return "Undertow";
    }

    @Override
    public Running start(Setup setup) throws IOException {
        String host = Api.loopback().getAddress().getHostAddress();
        io.undertow.Undertow.Builder builder = io.undertow.Undertow.builder()
                .setIoThreads(1)
                .setWorkerThreads(2)
                .setServerOption(UndertowOptions.NO_REQUEST_TIMEOUT, setup.idleMillis())
                .setHandler(Undertow::answer);
        io.undertow.Undertow undertow = (setup.tls()
                        ? builder.addHttpsListener(0, host, Tls.CONTEXT)
                        : builder.addHttpListener(0, host))
                .build();
        undertow.start();
        InetSocketAddress address =
                (InetSocketAddress) undertow.getListenerInfo().get(0).getAddress();
        return new Running() {
            @Override
            public InetSocketAddress address() {
                return address;
            }

            @Override
            public void close() {
                undertow.stop();
            }
        };
    }

    @Override
    public ServerWays ways() {
        return ServerWays.all()
                .without(ServerWay.MAX_REQUESTS)
                // the connection lives on
                .without(ServerWay.APPLICATION_FAILS)
                // in the run() of an I/O thread of XNIO, of which nothing tells that it is the end
                .reported(ServerWay.STOPPED, local("UNKNOWN", 1));
    }

    private static void answer(HttpServerExchange exchange) {
        Site.enter(exchange.getRequestPath());
        if (Site.closes(exchange.getRequestPath())) {
            exchange.getResponseHeaders().put(Headers.CONNECTION, "close");
        }
        exchange.getResponseSender().send(ByteBuffer.wrap(Site.BODY));
    }
}
