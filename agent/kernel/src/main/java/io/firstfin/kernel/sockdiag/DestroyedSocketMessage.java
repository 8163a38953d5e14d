package io.firstfin.kernel.sockdiag;

import io.firstfin.kernel.SocketRow;
import io.firstfin.kernel.tcpinfo.TcpInfo;
import io.firstfin.kernel.tcpinfo.TcpInfoParser;
import java.nio.ByteBuffer;

/**
 * Reads what {@code inet_diag_handler_get_info} of {@code net/ipv4/inet_diag.c} sends of a socket that is
 * freed. Pure. A {@code struct inet_diag_msg}, then attributes, each with {@code struct rtattr} before it:
 * <pre>
 * 0 u16 rta_len, with these four bytes    2 u16 rta_type
 * </pre>
 */
final class DestroyedSocketMessage {
    private static final int INET_DIAG_INFO = 2; // include/uapi/linux/inet_diag.h
    private static final int ATTRIBUTE_HEADER = 4;

    private DestroyedSocketMessage() {}

    /**
     * The socket of the netlink message at this offset of a buffer in the machine's byte order; null
     * when it is of another kind, or is cut short, or has no counts.
     */
    static DestroyedSocket parse(ByteBuffer bytes, int offset, int length) {
        if (length < Netlink.HEADER
                || offset + length > bytes.capacity()
                || bytes.getShort(offset + 4) != Netlink.SOCK_DIAG_BY_FAMILY) {
            return null;
        }
        int body = offset + Netlink.HEADER;
        SocketRow row = InetDiagMessage.parse(bytes, body, length - Netlink.HEADER);
        TcpInfo counts = row == null ? null : counts(bytes, body + InetDiagMessage.LENGTH, offset + length);
        return counts == null
                ? null
                : new DestroyedSocket(row.endpoints(), row.cookie(), row.receiveQueue(), row.sendQueue(), counts);
    }

    private static TcpInfo counts(ByteBuffer bytes, int begin, int end) {
        int offset = begin;
        while (end - offset >= ATTRIBUTE_HEADER) {
            int size = Short.toUnsignedInt(bytes.getShort(offset));
            if (size < ATTRIBUTE_HEADER || size > end - offset) {
                return null;
            }
            if (bytes.getShort(offset + 2) == INET_DIAG_INFO) {
                int value = size - ATTRIBUTE_HEADER;
                ByteBuffer info = bytes.slice(offset + ATTRIBUTE_HEADER, value).order(bytes.order());
                return TcpInfoParser.parse(info, value);
            }
            offset += Netlink.align(size);
        }
        return null;
    }
}
