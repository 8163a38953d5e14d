package io.firstfin.kernel.procfs;

import io.firstfin.kernel.Endpoints;
import io.firstfin.kernel.SocketRow;
import io.firstfin.kernel.TcpState;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Reads the lines of {@code /proc/net/tcp} and {@code tcp6}. Pure. A line as {@code tcp4_seq_show}
 * and {@code tcp6_seq_show} print it, numbers in hex but for uid, timeout and inode:
 * <pre>
 *   0: 0100007F:A2C4 0100007F:1F90 06 00000000:00000000 03:000016D2 00000000     0        0 0 3 ...
 * slot local:port    remote:port   st sendq    recvq    timer:expiry retrnsmt  uid  timeout inode
 * </pre>
 * An address is one or four 32-bit words in network order, each printed as a number of this
 * machine.
 * The expiry is in ticks of 1/100 s (USER_HZ).
 */
public final class ProcNetTcpParser {
    private static final int MILLIS_PER_TICK = 10;
    private static final boolean LITTLE = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;

    private ProcNetTcpParser() {}

    /** The socket this line tells of; null for the heading and for anything not understood. */
    public static SocketRow parse(String line) {
        try {
            LineCursor cursor = new LineCursor(line);
            cursor.skipPast(':');
            InetAddress local = address(cursor.until(':'));
            int localPort = port(cursor.until(' '));
            InetAddress remote = address(cursor.until(':'));
            int remotePort = port(cursor.until(' '));
            TcpState state = TcpState.of((int) cursor.hexUntil(' '));
            long sendQueue = cursor.hexUntil(':');
            long receiveQueue = cursor.hexUntil(' ');
            int timer = (int) cursor.hexUntil(':');
            long ticks = cursor.hexUntil(' ');
            cursor.until(' ');
            int uid = (int) cursor.decimalUntil(' ');
            cursor.until(' ');
            long inode = cursor.decimalUntil(' ');
            if (state == null) {
                return null;
            }
            return new SocketRow(
                    state,
                    new Endpoints(local, localPort, remote, remotePort),
                    -1,
                    timer,
                    timer == SocketRow.TIMER_NONE ? -1 : ticks * MILLIS_PER_TICK,
                    inode,
                    uid,
                    receiveQueue,
                    sendQueue);
        } catch (NumberFormatException notASocket) {
            return null;
        }
    }

    private static int port(String hex) {
        if (hex.length() != 4) {
            throw new NumberFormatException(hex);
        }
        return Integer.parseInt(hex, 16);
    }

    private static InetAddress address(String hex) {
        if (hex.length() != 8 && hex.length() != 32) {
            throw new NumberFormatException(hex);
        }
        ByteBuffer bytes = ByteBuffer.allocate(hex.length() / 2);
        for (int i = 0; i < hex.length(); i += 8) {
            int word = Integer.parseUnsignedInt(hex, i, i + 8, 16);
            bytes.putInt(LITTLE ? Integer.reverseBytes(word) : word);
        }
        try {
            return InetAddress.getByAddress(bytes.array());
        } catch (UnknownHostException e) {
            throw new AssertionError("4 and 16 bytes are addresses", e);
        }
    }
}
