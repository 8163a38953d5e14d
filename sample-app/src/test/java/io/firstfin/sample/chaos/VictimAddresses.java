package io.firstfin.sample.chaos;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Addresses no other run on this machine has: the kernel's record is of all network namespaces, and a
 * run's connections are told by its servers' addresses.
 *
 * @param run 0 to 16383
 */
record VictimAddresses(int run) {
    private static final int FIRST_LISTENER = 2000;
    private static final int PORTS_PER_WORKER = 30;
    private static final int FIRST_FIXED = 1500;
    static final String PORT_RANGE = "10000 64000";

    String serverText(int family) {
        return family == 4 ? "127." + (64 + run / 256) + "." + run % 256 + ".1"
                : "fd77::" + Integer.toHexString(run) + ":1";
    }

    InetAddress server(int family) throws UnknownHostException {
        return InetAddress.getByName(serverText(family));
    }

    /** What the kernel chooses as the source of a connect to the server. */
    InetAddress client(int family) throws UnknownHostException {
        return family == 4 ? InetAddress.getByName("127.0.0.1") : server(6);
    }

    boolean owns(InetAddress address) throws IOException {
        return address.equals(server(4)) || address.equals(server(6));
    }

    int listenerPort(int worker, EndApi api, int family) {
        return FIRST_LISTENER + worker * PORTS_PER_WORKER + api.ordinal() * 2
                + (family == 4 ? 0 : 1);
    }

    /** A listener of the peer process, whose endpoints are not traced. */
    static boolean isPeers(int port) {
        int offset = (port - FIRST_LISTENER) % PORTS_PER_WORKER / 2;
        return port >= FIRST_LISTENER && port < 10_000 && offset == EndApi.PEER.ordinal();
    }

    int fixedPort(int worker) {
        return FIRST_FIXED + worker;
    }
}
