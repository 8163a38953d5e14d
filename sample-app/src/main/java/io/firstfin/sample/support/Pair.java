package io.firstfin.sample.support;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/**
 * Both endpoints of one connection in this JVM. The listener stays open, as a server's would: an
 * exact look-up of a connection that is gone finds it instead.
 */
public record Pair(Listener listener, Link client, Link server) {

    public static Pair open(Api api) throws IOException {
        return open(api, api.listen());
    }

    public static Pair open(Api api, Listener listener) throws IOException {
        Link client = api.connect(listener.address());
        Link server = listener.accept();
        if (api == Api.TLS) {
            handshake(client, server);
        }
        return new Pair(listener, client, server);
    }

    /**
     * The common ending: one side closes, the other reads that to its end and closes too. A TLS
     * socket shuts its output before it closes, and its last record is answered by a RST, so that
     * nothing is left to tell its ending by.
     */
    public void closeInTurn(Stage stage, Link first, Link second) throws IOException {
        boolean tls = stage.variant().equals(Api.TLS.word());
        stage.expectClose(
                first,
                "closedFirst=LOCAL timeWait="
                        + (tls ? "NONE" : "LOCAL ending=FIN trigger=CLOSE kernelState=ESTABLISHED"));
        first.close();
        second.readToEnd();
        stage.expectClose(
                second,
                "closedFirst=REMOTE timeWait="
                        + (tls ? "NONE" : "REMOTE ending=FIN trigger=CLOSE kernelState=CLOSE_WAIT"));
        second.close();
    }

    /** One byte each way: with it the client has also read the session tickets, all of them. */
    private static void handshake(Link client, Link server) throws IOException {
        CompletableFuture<Void> answer = CompletableFuture.runAsync(() -> {
            try {
                server.read(new byte[1]);
                server.write(new byte[1]);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        client.write(new byte[1]);
        client.read(new byte[1]);
        answer.join();
    }
}
