package io.firstfin.sample.support;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * HTTP/2 over TLS, as little as a client needs: each request is answered with a 200 that has no body
 * (RFC 9113, 4.1 for the frames; RFC 7541, appendix A for the status).
 *
 * @param goesAway whether it says GOAWAY after an answer
 */
public record Http2Script(boolean goesAway, boolean closes) implements Script {
    private static final int PREFACE = 24;
    private static final int FRAME_HEAD = 9;
    private static final byte HEADERS = 1;
    private static final byte SETTINGS = 4;
    private static final byte GOAWAY = 7;
    private static final byte ACK = 1;
    private static final byte END_OF_STREAM_AND_HEADERS = 5;
    private static final byte STATUS_200 = (byte) 0x88;

    @Override
    public void play(Link link, Count requests) throws IOException {
        if (read(link, PREFACE) == null) {
            return;
        }
        write(link, SETTINGS, (byte) 0, 0);
        boolean answered = false;
        boolean acknowledged = false;
        for (ByteBuffer head = read(link, FRAME_HEAD); head != null; head = read(link, FRAME_HEAD)) {
            byte type = head.get(3);
            boolean ack = head.get(4) == ACK;
            if (read(link, head.getInt(0) >>> 8) == null) {
                return;
            }
            if (type == HEADERS) {
                requests.one();
                answer(link, head.getInt(5));
                answered = true;
            } else if (type == SETTINGS && ack) {
                acknowledged = true;
            } else if (type == SETTINGS) {
                write(link, SETTINGS, ACK, 0);
            }
            // what nobody has read would make the close a RST
            if (closes && answered && acknowledged) {
                return;
            }
        }
    }

    @Override
    public Script thatWaits() {
        return new Http2Script(goesAway, false);
    }

    private void answer(Link link, int stream) throws IOException {
        write(link, HEADERS, END_OF_STREAM_AND_HEADERS, stream, STATUS_200);
        if (goesAway) {
            byte[] lastStreamAndNoError = ByteBuffer.allocate(8).putInt(stream).array();
            write(link, GOAWAY, (byte) 0, 0, lastStreamAndNoError);
        }
    }

    private static void write(Link link, byte type, byte flags, int stream, byte... payload) throws IOException {
        link.write(ByteBuffer.allocate(FRAME_HEAD + payload.length)
                .putInt(payload.length << 8 | type)
                .put(flags)
                .putInt(stream)
                .put(payload)
                .array());
    }

    /** So many bytes; null when the client closed before. */
    private static ByteBuffer read(Link link, int length) throws IOException {
        byte[] bytes = new byte[length];
        int have = 0;
        while (have < length) {
            byte[] more = new byte[length - have];
            int count = link.read(more);
            if (count < 0) {
                return null;
            }
            System.arraycopy(more, 0, bytes, have, count);
            have += count;
        }
        return ByteBuffer.wrap(bytes);
    }
}
