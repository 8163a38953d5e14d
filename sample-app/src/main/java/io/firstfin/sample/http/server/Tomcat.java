package io.firstfin.sample.http.server;

import static io.firstfin.sample.http.Verdict.local;

import io.firstfin.sample.support.Api;
import io.firstfin.sample.support.Tls;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.catalina.webresources.TomcatURLStreamHandlerFactory;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;

/**
 * Tomcat, embedded. Between 9 and 10 the Servlet API changed its name; a valve in the application's
 * pipeline is the same in both.
 */
final class Tomcat implements HttpServerLibrary {
    /** What it logs has a time in it; held, since loggers are collected. */
    private static final Logger SILENT = Logger.getLogger("org.apache");

    static {
        SILENT.setLevel(Level.OFF);
        // a JVM has one factory of URLs, and may have another Tomcat
        TomcatURLStreamHandlerFactory.disable();
    }

    @Override
    public String name() {
        return "Tomcat";
    }

    @Override
    public Running start(Setup setup) throws Exception {
        org.apache.catalina.startup.Tomcat tomcat = new org.apache.catalina.startup.Tomcat();
        tomcat.setBaseDir(System.getProperty("java.io.tmpdir") + "/scenario-tomcat");
        Connector connector = connector(setup);
        tomcat.setConnector(connector);
        tomcat.addContext("", null).getPipeline().addValve(new Application());
        tomcat.start();
        InetSocketAddress address = new InetSocketAddress(Api.loopback().getAddress(), connector.getLocalPort());
        return new Running() {
            @Override
            public InetSocketAddress address() {
                return address;
            }

            @Override
            public void close() throws LifecycleException {
                if (tomcat.getServer().getState().isAvailable()) {
                    tomcat.stop();
                    tomcat.destroy();
                }
            }
        };
    }

    @Override
    public ServerWays ways() {
        return ServerWays.all()
                // it knows before it answers that it will not read so much
                .reported(ServerWay.BODY_UNREAD, local("RESPONSE_SAID_CLOSE", 1));
    }

    private static Connector connector(Setup setup) throws IOException {
        Connector connector = new Connector("HTTP/1.1");
        connector.setPort(0);
        connector.setProperty("address", Api.loopback().getAddress().getHostAddress());
        connector.setProperty("keepAliveTimeout", String.valueOf(setup.idleMillis()));
        connector.setProperty("maxKeepAliveRequests", String.valueOf(setup.requests()));
        if (setup.tls()) {
            SSLHostConfig config = new SSLHostConfig();
            SSLHostConfigCertificate certificate =
                    new SSLHostConfigCertificate(config, SSLHostConfigCertificate.Type.UNDEFINED);
            certificate.setCertificateKeystoreFile(
                    Tls.class.getResource("localhost.p12").toString());
            certificate.setCertificateKeystorePassword("localhost");
            config.addCertificate(certificate);
            connector.setSecure(true);
            connector.setScheme("https");
            connector.setProperty("SSLEnabled", "true");
            connector.addSslHostConfig(config);
        }
        return connector;
    }

    private static final class Application extends ValveBase {
        @Override
        public void invoke(Request request, Response response) throws IOException {
            String path = request.getDecodedRequestURI();
            Site.enter(path);
            if (Site.closes(path)) {
                response.setHeader("Connection", "close");
            }
            response.setContentLength(Site.BODY.length);
            response.getCoyoteResponse().doWrite(ByteBuffer.wrap(Site.BODY));
        }
    }
}
