package io.firstfin.kernel.sockdiag;

import io.firstfin.kernel.Endpoints;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Encodes {@code struct inet_diag_req_v2} behind its netlink header. Pure. Offsets:
 * <pre>
 *  0 nlmsghdr            20 u32  idiag_states     28 be32 idiag_src[4]    60 u32 idiag_if
 * 16 u8 sdiag_family     24 be16 idiag_sport      44 be32 idiag_dst[4]    64 u32 idiag_cookie[2]
 * 17 u8 sdiag_protocol   26 be16 idiag_dport
 * 18 u8 idiag_ext        ({@code sport} and {@code src} are our end, {@code dport} the peer's)
 * </pre>
 * {@code struct inet_diag_req}, the older one, is known for TCP alone, and asks for both families at once:
 * <pre>
 *  0 nlmsghdr            20 be16 idiag_sport      56 u32 idiag_if          68 u32 idiag_states
 * 16 u8 idiag_family     22 be16 idiag_dport      60 u32 idiag_cookie[2]   72 u32 idiag_dbs
 * 19 u8 idiag_ext        24 be32 idiag_src[4], idiag_dst[4]
 * </pre>
 */
final class InetDiagRequest {
    static final int LENGTH = 72;
    /** Of the older request. */
    static final int DUMP_ALL_LENGTH = 76;
    /** Room for either. */
    static final int MOST = 80;

    static final int AF_INET = 2;
    static final int AF_INET6 = 10;
    private static final byte IPPROTO_TCP = 6;
    private static final long NO_COOKIE = -1; // INET_DIAG_NOCOOKIE in both words: any socket

    private InetDiagRequest() {}

    /** Asks for the one socket of this 4-tuple; the buffer is in the machine's byte order. */
    static void exact(ByteBuffer out, int sequence, Endpoints endpoints) {
        int family = endpoints.isV4() ? AF_INET : AF_INET6;
        clear(out);
        header(out, LENGTH, Netlink.SOCK_DIAG_BY_FAMILY, Netlink.NLM_F_REQUEST, sequence);
        out.put(16, (byte) family);
        out.put(17, IPPROTO_TCP);
        out.putInt(20, -1);
        putPort(out, 24, endpoints.localPort());
        putPort(out, 26, endpoints.remotePort());
        putAddress(out, 28, endpoints.local());
        putAddress(out, 44, endpoints.remote());
        out.putInt(60, scope(endpoints));
        out.putLong(64, NO_COOKIE);
    }

    /** Asks for all sockets of one family in these states, a set of {@code TcpState.bit()}. */
    static void dump(ByteBuffer out, int sequence, int family, int states) {
        clear(out);
        header(out, LENGTH, Netlink.SOCK_DIAG_BY_FAMILY, Netlink.NLM_F_REQUEST | Netlink.NLM_F_DUMP, sequence);
        out.put(16, (byte) family);
        out.put(17, IPPROTO_TCP);
        out.putInt(20, states);
        out.putLong(64, NO_COOKIE);
    }

    /**
     * Asks for all sockets of both families in these states. For either family the kernel walks its whole table of
     * some 100,000 slots, so that one walk costs half of two.
     */
    static void dumpAll(ByteBuffer out, int sequence, int states) {
        clear(out);
        header(out, DUMP_ALL_LENGTH, Netlink.TCPDIAG_GETSOCK, Netlink.NLM_F_REQUEST | Netlink.NLM_F_DUMP, sequence);
        out.putLong(60, NO_COOKIE);
        out.putInt(68, states);
    }

    private static void clear(ByteBuffer out) {
        for (int i = 0; i < out.capacity(); i += Long.BYTES) {
            out.putLong(i, 0);
        }
    }

    private static void header(ByteBuffer out, int length, int type, int flags, int sequence) {
        out.putInt(0, length);
        out.putShort(4, (short) type);
        out.putShort(6, (short) flags);
        out.putInt(8, sequence);
    }

    private static void putPort(ByteBuffer out, int offset, int port) {
        boolean little = out.order() == ByteOrder.LITTLE_ENDIAN;
        out.putShort(offset, little ? Short.reverseBytes((short) port) : (short) port);
    }

    private static void putAddress(ByteBuffer out, int offset, InetAddress address) {
        out.put(offset, address.getAddress());
    }

    // A link-local connection is bound to its interface, and found only with that index.
    private static int scope(Endpoints endpoints) {
        return endpoints.local() instanceof Inet6Address v6 ? v6.getScopeId() : 0;
    }
}
