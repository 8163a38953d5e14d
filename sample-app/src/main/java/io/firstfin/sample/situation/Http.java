package io.firstfin.sample.situation;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;

/** As much of HTTP/1.1 as the situations need. */
final class Http {
    private static final String END_OF_HEAD = "\r\n\r\n";

    private Http() {}

    /** Reads the head of a request, which must have no body; false at the end of the stream. */
    static boolean readRequest(InputStream in) throws IOException {
        return !readHead(in).isEmpty();
    }

    /** Reads to the first empty line; returns an empty text if the stream ends before it. */
    static String readHead(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf(END_OF_HEAD) < 0) {
            int next = in.read();
            if (next < 0) {
                return "";
            }
            head.append((char) next);
        }
        return head.toString();
    }

    /** Answers with a body of two bytes. */
    static void answer(OutputStream out, String... headers) throws IOException {
        write(out, "HTTP/1.1 200 OK", "Content-Length: 2", String.join("\r\n", headers), "ok");
    }

    /** Sends a request and reads the response, whose body has two bytes, on a connection that stays open. */
    static void ask(InputStream in, OutputStream out, String... headers) throws IOException {
        write(out, "GET / HTTP/1.1", "Host: situation", String.join("\r\n", headers), "");
        if (readHead(in).isEmpty()) {
            throw new IOException("the connection ended before the response");
        }
        in.readNBytes(2);
    }

    /** Opens a URL with HttpURLConnection. */
    static HttpURLConnection open(String url) throws IOException {
        try {
            return (HttpURLConnection) new URI(url).toURL().openConnection();
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }

    static void write(OutputStream out, String first, String second, String headers, String body) throws IOException {
        String text = first + "\r\n" + second + "\r\n" + (headers.isEmpty() ? "" : headers + "\r\n") + "\r\n" + body;
        out.write(text.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }
}
