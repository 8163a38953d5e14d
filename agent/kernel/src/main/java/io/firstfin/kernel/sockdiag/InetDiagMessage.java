package io.firstfin.kernel.sockdiag;

import io.firstfin.kernel.Endpoints;
import io.firstfin.kernel.SocketRow;
import io.firstfin.kernel.TcpState;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Reads {@code struct inet_diag_msg}. Pure. Offsets:
 * <pre>
 * 0 u8 idiag_family     4 be16 idiag_sport      40 u32 idiag_if          56 u32 idiag_rqueue
 * 1 u8 idiag_state      6 be16 idiag_dport      44 u32 idiag_cookie[2]   60 u32 idiag_wqueue
 * 2 u8 idiag_timer      8 be32 idiag_src[4]     52 u32 idiag_expires ms  64 u32 idiag_uid
 * 3 u8 idiag_retrans   24 be32 idiag_dst[4]                              68 u32 idiag_inode
 * </pre>
 */
final class InetDiagMessage {
    static final int LENGTH = 72;

    private InetDiagMessage() {}

    /**
     * The message at this offset of a buffer in the machine's byte order; null when it is cut short
     * or tells of a family or state unknown here.
     */
    static SocketRow parse(ByteBuffer bytes, int offset, int length) {
        if (length < LENGTH || offset < 0 || offset > bytes.capacity() - LENGTH) {
            return null;
        }
        int family = bytes.get(offset);
        TcpState state = TcpState.of(bytes.get(offset + 1));
        if (state == null || family != InetDiagRequest.AF_INET && family != InetDiagRequest.AF_INET6) {
            return null;
        }
        int timer = Byte.toUnsignedInt(bytes.get(offset + 2));
        Endpoints endpoints = new Endpoints(
                address(bytes, offset + 8, family), port(bytes, offset + 4),
                address(bytes, offset + 24, family), port(bytes, offset + 6));
        return new SocketRow(
                state,
                endpoints,
                cookie(bytes, offset + 44),
                timer,
                timer == SocketRow.TIMER_NONE ? -1 : u32(bytes, offset + 52),
                u32(bytes, offset + 68),
                bytes.getInt(offset + 64),
                u32(bytes, offset + 56),
                u32(bytes, offset + 60));
    }

    // Two words in host order, the low one first, whatever the machine (sock_diag_save_cookie).
    private static long cookie(ByteBuffer bytes, int offset) {
        return u32(bytes, offset) | u32(bytes, offset + 4) << 32;
    }

    private static int port(ByteBuffer bytes, int offset) {
        short port = bytes.getShort(offset);
        boolean little = bytes.order() == ByteOrder.LITTLE_ENDIAN;
        return Short.toUnsignedInt(little ? Short.reverseBytes(port) : port);
    }

    private static long u32(ByteBuffer bytes, int offset) {
        return Integer.toUnsignedLong(bytes.getInt(offset));
    }

    private static InetAddress address(ByteBuffer bytes, int offset, int family) {
        byte[] raw = new byte[family == InetDiagRequest.AF_INET ? 4 : 16];
        bytes.get(offset, raw);
        try {
            return InetAddress.getByAddress(raw);
        } catch (UnknownHostException e) {
            throw new AssertionError("4 and 16 bytes are addresses", e);
        }
    }
}
