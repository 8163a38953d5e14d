package io.firstfin.kernel.sockdiag;

import io.firstfin.kernel.Endpoints;
import io.firstfin.kernel.SocketRow;
import java.net.Inet4Address;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** One datagram of a dump, as a kernel with this byte order would write it. */
final class DumpedSockets {
    static final int SEQUENCE = 7;
    private static final int MESSAGE = Netlink.HEADER + InetDiagMessage.LENGTH;

    private DumpedSockets() {}

    static ByteBuffer of(List<SocketRow> rows, ByteOrder order) {
        ByteBuffer datagram = ByteBuffer.allocateDirect(rows.size() * MESSAGE).order(order);
        for (SocketRow row : rows) {
            datagram.putInt(MESSAGE)
                    .putShort((short) Netlink.SOCK_DIAG_BY_FAMILY)
                    .putShort((short) 0);
            datagram.putInt(SEQUENCE).putInt(0);
            put(datagram, row);
        }
        return datagram.flip();
    }

    private static void put(ByteBuffer out, SocketRow row) {
        Endpoints ends = row.endpoints();
        int begin = out.position();
        boolean v4 = ends.local() instanceof Inet4Address && ends.remote() instanceof Inet4Address;
        out.put((byte) (v4 ? InetDiagRequest.AF_INET : InetDiagRequest.AF_INET6));
        out.put((byte) row.state().code()).put((byte) row.timer()).put((byte) 0);
        out.put((byte) (ends.localPort() >>> 8)).put((byte) ends.localPort());
        out.put((byte) (ends.remotePort() >>> 8)).put((byte) ends.remotePort());
        out.put(v4 ? ends.local().getAddress() : v6(ends.local().getAddress()));
        out.position(begin + 24)
                .put(v4 ? ends.remote().getAddress() : v6(ends.remote().getAddress()));
        out.position(begin + 44).putInt((int) row.cookie()).putInt((int) (row.cookie() >>> Integer.SIZE));
        out.putInt((int) Math.max(0, row.expiresMillis()));
        out.putInt((int) row.receiveQueue()).putInt((int) row.sendQueue());
        out.putInt(row.uid()).putInt((int) row.inode());
    }

    private static byte[] v6(byte[] address) {
        if (address.length == 16) {
            return address;
        }
        return new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, address[0], address[1], address[2], address[3]};
    }
}
