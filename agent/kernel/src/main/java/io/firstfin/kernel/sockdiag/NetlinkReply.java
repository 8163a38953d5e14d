package io.firstfin.kernel.sockdiag;

import io.firstfin.kernel.SocketRow;
import io.firstfin.kernel.syscall.Errno;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/**
 * Reads one datagram of a reply: one or several netlink messages. Pure. Each begins with
 * {@code struct nlmsghdr}:
 * <pre>
 * 0 u32 nlmsg_len    4 u16 nlmsg_type    6 u16 nlmsg_flags    8 u32 nlmsg_seq    12 u32 nlmsg_pid
 * </pre>
 */
final class NetlinkReply {
    private NetlinkReply() {}

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
     * Hands each socket in the first {@code length} bytes to {@code rows}. Messages with another
     * sequence number are late answers to an older question, and skipped.
     *
     * @throws IOException when the kernel refused the request, or this is not a netlink reply
     */
    static End read(ByteBuffer bytes, int length, int sequence, Consumer<SocketRow> rows) throws IOException {
        int end = Math.min(length, bytes.capacity());
        int offset = 0;
        while (end - offset >= Netlink.HEADER) {
            int size = bytes.getInt(offset);
            if (size < Netlink.HEADER || size > end - offset) {
                throw new IOException("netlink message of " + size + " bytes in " + (end - offset));
            }
            if (bytes.getInt(offset + 8) == sequence) {
                End outcome = message(bytes, offset, size, rows);
                if (outcome != End.MORE) {
                    return outcome;
                }
            }
            offset += Netlink.align(size);
        }
        return End.MORE;
    }

    private static End message(ByteBuffer bytes, int offset, int size, Consumer<SocketRow> rows) throws IOException {
        int body = offset + Netlink.HEADER;
        int bodySize = size - Netlink.HEADER;
        switch (Short.toUnsignedInt(bytes.getShort(offset + 4))) {
            case Netlink.SOCK_DIAG_BY_FAMILY -> {
                SocketRow row = InetDiagMessage.parse(bytes, body, bodySize);
                if (row != null) {
                    rows.accept(row);
                }
                return End.MORE;
            }
            case Netlink.NLMSG_ERROR -> {
                return error(bodySize >= Integer.BYTES ? bytes.getInt(body) : Integer.MIN_VALUE);
            }
            case Netlink.NLMSG_DONE -> {
                // A dump that failed on the way says so here.
                int code = bodySize >= Integer.BYTES ? bytes.getInt(body) : 0;
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
