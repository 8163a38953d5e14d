package io.firstfin.kernel.sockdiag;

import io.firstfin.kernel.Endpoints;
import io.firstfin.kernel.tcpinfo.TcpInfo;

/**
 * A TCP socket at the moment in which the kernel frees it, with its last counts. A socket that ends in
 * TIME_WAIT, or in FIN_WAIT2 with nobody to hold it, is freed when its small successor takes over.
 *
 * @param endpoints    its 4-tuple; the remote port is 0 after {@code tcp_disconnect}, see
 *                     {@link #wasDisconnected}
 * @param cookie       the kernel's own number of the socket (SO_COOKIE)
 * @param receiveQueue bytes that came in order and were not read; a FIN that nobody read counts as one
 * @param sendQueue    bytes that the peer did not acknowledge; our FIN counts as one
 * @param counts       its {@code tcp_info}; the state in it is CLOSE
 */
public record DestroyedSocket(Endpoints endpoints, long cookie, long receiveQueue, long sendQueue, TcpInfo counts) {

    /**
     * Whether it was reset by its own side with SO_LINGER 0: {@code tcp_disconnect} of
     * {@code net/ipv4/tcp.c} forgets the remote port and sets the counts to 0. A socket that a reset
     * of the peer had ended before its close does not go this way.
     */
    public boolean wasDisconnected() {
        return endpoints.remotePort() == 0;
    }
}
