package io.firstfin.sample.support;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * What a server does on one connection: it gives every request the same answer, and then closes or
 * waits for more.
 *
 * @param answer null gives none
 * @param later the answer on the connections after this one
 */
public record HttpScript(String answer, String later, boolean closes) implements Script {
    private static final String END_OF_HEAD = "\r\n\r\n";

    /** The same answer on all connections. */
    public HttpScript(String answer, boolean closes) {
        this(answer, answer, closes);
    }

    @Override
    public void play(Link link, Count requests) throws IOException {
        while (readHead(link)) {
            requests.one();
            if (answer != null) {
                link.write(answer.getBytes(StandardCharsets.ISO_8859_1));
            }
            if (closes) {
                return;
            }
        }
    }

    @Override
    public Script thatWaits() {
        return new HttpScript(later, false);
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
