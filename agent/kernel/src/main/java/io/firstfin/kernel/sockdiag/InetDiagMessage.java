package io.firstfin.kernel.sockdiag;

import io.firstfin.kernel.EndpointBits;
import io.firstfin.kernel.SocketCursor;
import io.firstfin.kernel.SocketRow;
import io.firstfin.kernel.TcpState;
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
        int[] words = new int[LENGTH / Integer.BYTES];
        bytes.slice(offset, LENGTH).order(bytes.order()).asIntBuffer().get(words);
        SocketCursor cursor = new SocketCursor();
        return read(words, 0, length, bytes.order() == ByteOrder.LITTLE_ENDIAN, cursor) ? cursor.toRow() : null;
    }

    /**
     * Lets the cursor show the message that begins at this word.
     *
     * @param little whether the words were read with the low byte first
     * @return false when the message is cut short or tells of a family or state unknown here
     */
    static boolean read(int[] words, int at, int length, boolean little, SocketCursor cursor) {
        if (length < LENGTH) {
            return false;
        }
        int head = network(words[at], little);
        TcpState state = TcpState.of(head >>> 16 & 0xff);
        int timer = head >>> 8 & 0xff;
        int ports = network(words[at + 1], little);
        if (state == null) {
            return false;
        }
        switch (head >>> 24) {
            case InetDiagRequest.AF_INET -> {
                cursor.setLocal(0, EndpointBits.v4(network(words[at + 2], little)), ports >>> Short.SIZE);
                cursor.setRemote(0, EndpointBits.v4(network(words[at + 6], little)), ports & 0xffff);
            }
            case InetDiagRequest.AF_INET6 -> {
                cursor.setLocal(network(words, at + 2, little), network(words, at + 4, little), ports >>> Short.SIZE);
                cursor.setRemote(network(words, at + 6, little), network(words, at + 8, little), ports & 0xffff);
            }
            default -> {
                return false;
            }
        }
        cursor.setState(state, timer, timer == SocketRow.TIMER_NONE ? -1 : u32(words[at + 13]));
        // two words in host order, the low one first, whatever the machine (sock_diag_save_cookie)
        cursor.setSocket(
                u32(words[at + 11]) | u32(words[at + 12]) << Integer.SIZE, u32(words[at + 17]), words[at + 16]);
        cursor.setQueues(u32(words[at + 14]), u32(words[at + 15]));
        return true;
    }

    private static long network(int[] words, int at, boolean little) {
        return (long) network(words[at], little) << Integer.SIZE | u32(network(words[at + 1], little));
    }

    private static int network(int word, boolean little) {
        return little ? Integer.reverseBytes(word) : word;
    }

    private static long u32(int word) {
        return word & 0xffff_ffffL;
    }
}
