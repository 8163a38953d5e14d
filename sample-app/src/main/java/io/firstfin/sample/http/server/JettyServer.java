package io.firstfin.sample.http.server;

import static io.firstfin.sample.http.Verdict.local;

import io.firstfin.sample.support.Api;
import io.firstfin.sample.support.Tls;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Jetty;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/**
 * Jetty 12, without servlets. It counts no requests. Where the application throws it answers with 500;
 * 12.0 closes the connection then without saying so, 12.1 keeps it.
 */
final class JettyServer implements HttpServerLibrary {

    @Override
    public String name() {
        return "Jetty";
    }

    @Override
    public Running start(Setup setup) throws Exception {
        Server server = new Server();
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.addCustomizer(new SecureRequestCustomizer(false));
        ServerConnector connector =
                new ServerConnector(server, setup.tls() ? tls() : null, new HttpConnectionFactory(configuration));
        connector.setHost(Api.loopback().getHostString());
        connector.setIdleTimeout(setup.idleMillis());
        server.addConnector(connector);
        server.setHandler(new Answers());
        server.start();
        InetSocketAddress address = new InetSocketAddress(connector.getHost(), connector.getLocalPort());
        return new Running() {
            @Override
            public InetSocketAddress address() {
                return address;
            }

            @Override
            public void close() throws Exception {
                server.stop();
            }
        };
    }

    @Override
    public ServerWays ways() {
        ServerWays ways = ServerWays.all().without(ServerWay.MAX_REQUESTS);
        return Jetty.VERSION.startsWith("12.0.")
                ? ways.reported(ServerWay.APPLICATION_FAILS, local("EXCHANGE_FAILED", 1))
                : ways.without(ServerWay.APPLICATION_FAILS);
    }

    private static SslContextFactory.Server tls() {
        SslContextFactory.Server tls = new SslContextFactory.Server();
        tls.setSslContext(Tls.CONTEXT);
        return tls;
    }

    private static final class Answers extends Handler.Abstract {

        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            String path = Request.getPathInContext(request);
            Site.enter(path);
            if (Site.closes(path)) {
                response.getHeaders().put("Connection", "close");
            }
            response.write(true, ByteBuffer.wrap(Site.BODY), callback);
            return true;
        }
    }
}
