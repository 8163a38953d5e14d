package io.firstfin.sample.support;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Serves each connection by a script of its own, on a port of its own. A connection has ended when
 * both ends are closed; so a scenario waits for what its client did, not for time.
 */
public final class HttpServer implements Closeable {
    private final Listener listener;
    private final String scheme;
    private final List<? extends Script> scripts;
    private final List<Link> links = new CopyOnWriteArrayList<>();
    private final Count requests = new Count("requests");
    private final Count closes = new Count("closes of ours");
    private final Count ends = new Count("connections to end");

    private HttpServer(String scheme, Listener listener, List<? extends Script> scripts) {
        this.scheme = scheme;
        this.listener = listener;
        this.scripts = scripts;
    }

    /** Serves as many connections as there are scripts. */
    public static HttpServer start(Api api, List<? extends Script> scripts) throws Exception {
        return start(api == Api.TLS ? "https://" : "http://", api.listen(), scripts);
    }

    /** The same, over TLS and with a client that speaks HTTP/2. */
    public static HttpServer startHttp2(List<? extends Script> scripts) throws Exception {
        return start("https://", Http2Listener.listen(), scripts);
    }

    private static HttpServer start(String scheme, Listener listener, List<? extends Script> scripts) throws Exception {
        HttpServer server = new HttpServer(scheme, listener, scripts);
        Threads.start(false, server::acceptAll);
        return server;
    }

    public String url() {
        return scheme + address() + "/";
    }

    /** The same server by another name, which makes it another one to a client's pool. */
    public String otherUrl() {
        return url().replace("127.0.0.1", "localhost");
    }

    /** As a scenario writes it. */
    public String address() {
        try {
            return Stage.text(listener.address());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The other end of a connection, as a scenario writes it; they count from 0. */
    public String client(int connection) {
        return Stage.text(links.get(connection).remote());
    }

    /** Waits until so many requests have come, on whichever connection. */
    public void awaitRequests(int count) throws InterruptedException {
        requests.await(count);
    }

    /** Waits until so many connections were closed by a script, and the client's end has the FIN. */
    public void awaitCloses(int count) throws InterruptedException {
        closes.await(count);
    }

    /** Waits until the client has closed so many connections. */
    public void awaitEnds(int count) throws InterruptedException {
        ends.await(count);
    }

    /** Waits until the client has closed all connections. */
    public void awaitEnds() throws InterruptedException {
        ends.await(scripts.size());
    }

    /** Serves no further connections. */
    @Override
    public void close() throws IOException {
        listener.close();
    }

    private void acceptAll() throws Exception {
        for (Script script : scripts) {
            Link link = listener.accept();
            links.add(link);
            Threads.start(false, () -> serve(link, script));
        }
    }

    private void serve(Link link, Script script) throws IOException {
        try (link) {
            script.play(link, requests);
            if (!script.closes()) {
                // the end of a TLS stream may be here before the FIN
                KernelTable.awaitPeerFin(link);
            }
        } catch (IOException reset) {
            // is an end, too
        }
        KernelTable.awaitOurFin(link);
        closes.one();
        KernelTable.awaitPeerClosed(link);
        ends.one();
    }
}
