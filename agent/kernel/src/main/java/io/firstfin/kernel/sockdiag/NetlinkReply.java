package io.firstfin.kernel.sockdiag;

import io.firstfin.kernel.SocketCursor;
import io.firstfin.kernel.SocketRow;
import io.firstfin.kernel.syscall.Errno;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.Consumer;

/**
 * Reads the datagrams of a reply: each is one or several netlink messages. Each message begins with
 * {@code struct nlmsghdr}:
 * <pre>
 * 0 u32 nlmsg_len    4 u16 nlmsg_type    6 u16 nlmsg_flags    8 u32 nlmsg_seq    12 u32 nlmsg_pid
 * </pre>
 * Messages and their fields start on multiples of four. So a datagram is copied into an array of 32-bit words first,
 * and read there: a read from an array costs a few instructions also before the JIT has compiled this, a read from a
 * direct buffer a dozen calls.
 */
final class NetlinkReply {
    private static final int HEADER_WORDS = Netlink.HEADER / Integer.BYTES;

    private final ByteBuffer bytes;
    private final boolean little;
    private final SocketCursor cursor = new SocketCursor();
    private int[] words = {};

    /** @param bytes in the machine's byte order; receives one datagram after the other */
    NetlinkReply(ByteBuffer bytes) {
        this.bytes = bytes;
        this.little = bytes.order() == ByteOrder.LITTLE_ENDIAN;
    }

    /** How a datagram ended. */
    enum End {
        /** More datagrams of this reply follow, if it is the reply to a dump. */
        MORE,
        /** The dump is complete. */
        DONE,
        /** The kernel shows no such socket (NLMSG_ERROR with -ENOENT). */
        NO_SUCH_SOCKET
    }

    /**
     * Hands each socket in the first {@code length} bytes to {@code rows}.
     *
     * @throws IOException when the kernel refused the request, or this is not a netlink reply
     */
    static End read(ByteBuffer bytes, int length, int sequence, Consumer<SocketRow> rows) throws IOException {
        return new NetlinkReply(bytes).read(length, sequence, socket -> rows.accept(socket.toRow()));
    }

    /**
     * Shows each socket of the datagram that fills the first {@code length} bytes. Messages with another
     * sequence number are late answers to an older question, and skipped.
     *
     * @throws IOException when the kernel refused the request, or this is not a netlink reply
     */
    End read(int length, int sequence, Consumer<SocketCursor> visitor) throws IOException {
        int end = Math.min(length, bytes.capacity());
        copy(end / Integer.BYTES);
        int offset = 0;
        while (end - offset >= Netlink.HEADER) {
            int at = offset / Integer.BYTES;
            int size = words[at];
            if (size < Netlink.HEADER || size > end - offset) {
                throw new IOException("netlink message of " + size + " bytes in " + (end - offset));
            }
            if (words[at + 2] == sequence) {
                End outcome = message(at, size, visitor);
                if (outcome != End.MORE) {
                    return outcome;
                }
            }
            offset += Netlink.align(size);
        }
        return End.MORE;
    }

    private void copy(int count) {
        if (count > words.length) {
            words = new int[count];
        }
        if (count > 0) {
            bytes.asIntBuffer().get(0, words, 0, count);
        }
    }

    private End message(int at, int size, Consumer<SocketCursor> visitor) throws IOException {
        int body = at + HEADER_WORDS;
        int bodySize = size - Netlink.HEADER;
        int type = little ? words[at + 1] & 0xffff : words[at + 1] >>> Short.SIZE;
        switch (type) {
            case Netlink.SOCK_DIAG_BY_FAMILY, Netlink.TCPDIAG_GETSOCK -> {
                if (InetDiagMessage.read(words, body, bodySize, little, cursor)) {
                    visitor.accept(cursor);
                }
                return End.MORE;
            }
            case Netlink.NLMSG_ERROR -> {
                return error(bodySize >= Integer.BYTES ? words[body] : Integer.MIN_VALUE);
            }
            case Netlink.NLMSG_DONE -> {
                // A dump that failed on the way says so here.
                int code = bodySize >= Integer.BYTES ? words[body] : 0;
                return code < 0 ? error(code) : End.DONE;
            }
            default -> {
                return End.MORE;
            }
        }
    }

    private static End error(int code) throws IOException {
        if (code == -Errno.ENOENT) {
            return End.NO_SUCH_SOCKET;
        }
        throw new IOException("sock_diag refused the request with " + Errno.name(-code));
    }
}
