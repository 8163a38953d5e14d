package io.firstfin.sample.http.server;

import io.firstfin.sample.support.KernelTable;
import io.firstfin.sample.support.Link;
import io.firstfin.sample.support.SocketLink;
import io.firstfin.sample.support.Tls;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Asks as a scenario wants it, with no ideas of its own on how a connection should end.
 *
 * @param link the connection
 * @param inside what it asks through, which is TLS or the same again
 */
record RawClient(Link link, Link inside) implements Closeable {
    private static final String END_OF_HEAD = "\r\n\r\n";
    private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: *(\\d+)\r\n");

    static RawClient open(InetSocketAddress address, boolean tls) throws IOException {
        Socket socket = new Socket(address.getAddress(), address.getPort());
        Link link = new SocketLink(Link.Role.CLIENT, socket);
        return new RawClient(
                link,
                tls
                        ? new SocketLink(
                                Link.Role.CLIENT,
                                Tls.CONTEXT
                                        .getSocketFactory()
                                        .createSocket(socket, "localhost", address.getPort(), false))
                        : link);
    }

    /** Returns when the answer is complete, or the server has ended the connection. */
    void ask(String request) {
        try {
            inside.write(request.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException reset) {
            // a server that does not want the rest of a request may have answered all the same
        }
        StringBuilder answer = new StringBuilder();
        while (!isComplete(answer) && readOn(answer)) {
            continue;
        }
    }

    /** Waits until the server has closed, or shut down its output. */
    void awaitEnd() throws IOException {
        while (readOn(new StringBuilder())) {
            continue;
        }
        KernelTable.awaitPeerFin(link);
    }

    /** TLS says nothing to a server that has closed: it would be answered by a reset. */
    @Override
    public void close() throws IOException {
        link.close();
    }

    /** False at the end. */
    private boolean readOn(StringBuilder answer) {
        byte[] bytes = new byte[4096];
        try {
            int count = inside.read(bytes);
            if (count > 0) {
                answer.append(new String(bytes, 0, count, StandardCharsets.ISO_8859_1));
            }
            return count >= 0;
        } catch (IOException reset) {
            return false;
        }
    }

    private static boolean isComplete(StringBuilder answer) {
        int head = answer.indexOf(END_OF_HEAD) + END_OF_HEAD.length();
        if (head < END_OF_HEAD.length()) {
            return false;
        }
        Matcher length = LENGTH.matcher(answer.substring(0, head));
        return length.find() && answer.length() >= head + Integer.parseInt(length.group(1));
    }
}
