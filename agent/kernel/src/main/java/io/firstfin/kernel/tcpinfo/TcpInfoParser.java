package io.firstfin.kernel.tcpinfo;

import io.firstfin.kernel.TcpState;
import java.nio.ByteBuffer;

/**
 * Reads {@code struct tcp_info}. The kernel only ever appends to it, so its length tells which
 * fields it has. Offsets, all in the machine's byte order:
 * <pre>
 *   0 u8  state        36 u32 retrans          104 u64 pacing_rate       168 u64 busy_time
 *   1 u8  ca_state     40 u32 fackets          112 u64 max_pacing_rate   176 u64 rwnd_limited
 *   2 u8  retransmits  44 u32 last_data_sent   120 u64 bytes_acked       184 u64 sndbuf_limited
 *   3 u8  probes       48 u32 last_ack_sent    128 u64 bytes_received    192 u32 delivered
 *   4 u8  backoff      52 u32 last_data_recv   136 u32 segs_out          196 u32 delivered_ce
 *   8 u32 rto          56 u32 last_ack_recv    140 u32 segs_in           200 u64 bytes_sent
 *  12 u32 ato          68 u32 rtt              144 u32 notsent_bytes     208 u64 bytes_retrans
 *  16 u32 snd_mss      72 u32 rttvar           148 u32 min_rtt           216 u32 dsack_dups
 *  20 u32 rcv_mss      80 u32 snd_cwnd         152 u32 data_segs_in      220 u32 reord_seen
 *  24 u32 unacked     100 u32 total_retrans    156 u32 data_segs_out     224 u32 rcv_ooopack
 *  32 u32 lost                                 160 u64 delivery_rate     228 u32 snd_wnd
 * </pre>
 */
public final class TcpInfoParser {
    /** Up to and including {@code tcpi_bytes_retrans}: later fields are not read. */
    static final int LENGTH = 216;

    private static final int OLDEST = 104; // what every kernel since 2.6 fills
    private static final int CA_LOSS = 4; // the last congestion state, include/uapi/linux/tcp.h
    private static final long LARGEST_SEGMENT = 0xFFFF;

    private TcpInfoParser() {}

    /**
     * The first {@code length} bytes of the buffer, which is in the machine's byte order and is
     * left as it is; null when they cannot be a {@code tcp_info} of any kernel: too few, or without a state.
     */
    public static TcpInfo parse(ByteBuffer bytes, int length) {
        int end = Math.min(length, bytes.capacity());
        TcpState state = end < OLDEST ? null : state(u8(bytes, 0) | u8(bytes, 1) << 8);
        if (state == null || u32(bytes, 16, end) > LARGEST_SEGMENT) {
            return null;
        }
        return new TcpInfo(
                state,
                u8(bytes, 2),
                u8(bytes, 3),
                u8(bytes, 4),
                u32(bytes, 8, end),
                u32(bytes, 16, end),
                u32(bytes, 20, end),
                u32(bytes, 24, end),
                u32(bytes, 32, end),
                u32(bytes, 36, end),
                u32(bytes, 44, end),
                u32(bytes, 52, end),
                u32(bytes, 56, end),
                u32(bytes, 68, end),
                u32(bytes, 72, end),
                u32(bytes, 80, end),
                u32(bytes, 100, end),
                u64(bytes, 120, end),
                u64(bytes, 128, end),
                u32(bytes, 136, end),
                u32(bytes, 140, end),
                u32(bytes, 152, end),
                u32(bytes, 144, end),
                u32(bytes, 148, end),
                u64(bytes, 200, end),
                u64(bytes, 208, end));
    }

    /**
     * The state at the beginning of a struct; null where it has none, or none of congestion control after it.
     *
     * @param head its first four bytes, the very first one lowest
     */
    public static TcpState state(int head) {
        return (head >>> 8 & 0xFF) > CA_LOSS ? null : TcpState.of(head & 0xFF);
    }

    private static int u8(ByteBuffer bytes, int offset) {
        return Byte.toUnsignedInt(bytes.get(offset));
    }

    private static long u32(ByteBuffer bytes, int offset, int end) {
        return offset + Integer.BYTES <= end ? Integer.toUnsignedLong(bytes.getInt(offset)) : -1;
    }

    private static long u64(ByteBuffer bytes, int offset, int end) {
        return offset + Long.BYTES <= end ? bytes.getLong(offset) : -1;
    }
}
