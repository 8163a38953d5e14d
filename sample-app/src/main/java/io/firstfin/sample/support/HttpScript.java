package io.firstfin.sample.support;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** A server that gives every request the same answer, and then closes or waits for more. */
public final class HttpScript {
    private static final String END_OF_HEAD = "\r\n\r\n";

    private final Listener listener;
    private final String answer;
    private final boolean closes;
    private volatile InetSocketAddress client;

    /** @param answer null closes without one */
    public HttpScript(Listener listener, String answer, boolean closes) {
        this.listener = listener;
        this.answer = answer;
        this.closes = closes;
    }

    /** Serves so many connections, one after the other, and ends. */
    public Threads.Running serve(int connections) throws Exception {
        return Threads.start(false, () -> {
            for (int i = 0; i < connections; i++) {
                try (Link link = listener.accept()) {
                    client = link.remote();
                    serve(link);
                }
            }
        });
    }

    /** Who was served last, as a lesson writes it. */
    public String client() {
        return Stage.text(client);
    }

    private void serve(Link link) throws IOException {
        while (readHead(link) && answer != null) {
            link.write(answer.getBytes(StandardCharsets.ISO_8859_1));
            if (closes) {
                return;
            }
        }
    }

    /** False when the client has closed. */
    private static boolean readHead(Link link) throws IOException {
        StringBuilder head = new StringBuilder();
        byte[] bytes = new byte[4096];
        while (head.indexOf(END_OF_HEAD) < 0) {
            int count = link.read(bytes);
            if (count < 0) {
                return false;
            }
            head.append(new String(bytes, 0, count, StandardCharsets.ISO_8859_1));
        }
        return true;
    }
}
