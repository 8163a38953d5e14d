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

    /** The most common ending: we close, the peer reads that to its end and closes too. */
    public void closeClientFirst(Stage stage) throws IOException {
        stage.expectClose(client, "closedFirst=LOCAL ending=FIN timeWait=LOCAL trigger=CLOSE "
                + "kernelState=ESTABLISHED");
        client.close();
        server.readToEnd();
        stage.expectClose(server, "closedFirst=REMOTE ending=FIN timeWait=REMOTE trigger=CLOSE "
                + "kernelState=CLOSE_WAIT");
        server.close();
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
