package io.firstfin.kernel.tcpinfo;

import io.firstfin.kernel.TcpState;

/**
 * What {@code getsockopt(TCP_INFO)} tells of a socket: the part of {@code struct tcp_info}
 * ({@code include/uapi/linux/tcp.h}) that bears on how a connection ended. A field that this kernel
 * does not have yet is -1. Names of RFC 4898 are given where the kernel's header gives them.
 *
 * @param state           null when the kernel has a state we do not know
 * @param retransmits     retransmissions of the oldest unacknowledged segment
 * @param probes          unanswered keepalive or zero-window probes
 * @param backoff         doublings of the retransmission timeout
 * @param rtoMicros       retransmission timeout
 * @param sendMss         largest segment sent, bytes
 * @param receiveMss      largest segment expected, bytes
 * @param unacked         segments on their way
 * @param lost            segments deemed lost
 * @param retrans         segments now being retransmitted
 * @param lastDataSent    milliseconds since data was last sent
 * @param lastDataRecv    milliseconds since data was last received
 * @param lastAckRecv     milliseconds since an acknowledgement was last received
 * @param rttMicros       smoothed round trip time; 0 when none was measured
 * @param rttVarMicros    its mean deviation
 * @param sendCwnd        congestion window, segments
 * @param totalRetrans    segments retransmitted in the life of the connection
 * @param bytesAcked      data the peer acknowledged, with SYN and FIN (ThruOctetsAcked)
 * @param bytesReceived   data received in order, with the peer's FIN (ThruOctetsReceived)
 * @param segmentsOut     segments sent (SegsOut)
 * @param segmentsIn      segments received (SegsIn)
 * @param dataSegmentsIn  segments received that held data (DataSegsIn)
 * @param notSent         bytes written but not sent yet
 * @param minRttMicros    smallest round trip time in the kernel's window
 * @param bytesSent       data sent, retransmissions included (HCDataOctetsOut)
 * @param bytesRetrans    data sent again (OctetsRetrans)
 */
public record TcpInfo(
        TcpState state,
        int retransmits,
        int probes,
        int backoff,
        long rtoMicros,
        long sendMss,
        long receiveMss,
        long unacked,
        long lost,
        long retrans,
        long lastDataSent,
        long lastDataRecv,
        long lastAckRecv,
        long rttMicros,
        long rttVarMicros,
        long sendCwnd,
        long totalRetrans,
        long bytesAcked,
        long bytesReceived,
        long segmentsOut,
        long segmentsIn,
        long dataSegmentsIn,
        long notSent,
        long minRttMicros,
        long bytesSent,
        long bytesRetrans) {}
