package io.firstfin.sample.chaos;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Addresses no other run on this machine has: the kernel's record is of all network namespaces, and a
 * run's connections are reported by its servers' addresses.
 *
 * @param run 0 to 16383
 */
record VictimAddresses(int run) {
    static final String PORT_RANGE = "10000 64000";

    private static final int ADDRESSES = 16_384;
    private static final int RUNS_PER_PROCESS = 8;
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final int FIRST_FIXED = 1500;
    private static final int FIRST_LISTENER = 2000;
    private static final int LAST_LISTENER = 9999;
    private static final int PORTS_PER_API = 3;
    private static final int PORTS_PER_WORKER = EndApi.values().length * PORTS_PER_API;

    /** Others than those of any run of this process or, most likely, of another. */
    static VictimAddresses next() {
        long first = ProcessHandle.current().pid() * RUNS_PER_PROCESS;
        return new VictimAddresses((int) ((first + COUNT.getAndIncrement() % RUNS_PER_PROCESS) % ADDRESSES));
    }

    String serverText(Family family) {
        return family.isV4()
                ? "127." + (64 + run / 256) + "." + run % 256 + ".1"
                : "fd77::" + Integer.toHexString(run) + ":1";
    }

    /** Where clients connect to. */
    InetSocketAddress server(int worker, EndApi api, Family family) throws UnknownHostException {
        return new InetSocketAddress(InetAddress.getByName(serverText(family)), port(worker, api, family));
    }

    /** What a listener is bound to. */
    InetSocketAddress listener(int worker, EndApi api, Family family) throws UnknownHostException {
        return family.anyAddress() ? new InetSocketAddress(port(worker, api, family)) : server(worker, api, family);
    }

    private static int port(int worker, EndApi api, Family family) {
        return FIRST_LISTENER
                + worker * PORTS_PER_WORKER
                + api.ordinal() * PORTS_PER_API
                + (family.anyAddress() ? 2 : family.isV4() ? 0 : 1);
    }

    /** A port of a client's that is used again and again. */
    InetSocketAddress fixed(int worker, Family family) throws UnknownHostException {
        // what the kernel chooses as the source of a connect to the server
        String client = family.isV4() ? "127.0.0.1" : serverText(family);
        return new InetSocketAddress(InetAddress.getByName(client), FIRST_FIXED + worker);
    }

    boolean owns(InetAddress address) {
        String text = address.getHostAddress();
        return text.equals(serverText(Family.V4)) || isV6(address);
    }

    private boolean isV6(InetAddress address) {
        try {
            return address.equals(InetAddress.getByName(serverText(Family.V6)));
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    static boolean isListener(int port) {
        return port >= FIRST_LISTENER && port <= LAST_LISTENER;
    }

    /** A listener of the peer process, whose endpoints are not traced. */
    static boolean isPeers(int port) {
        return isListener(port) && (port - FIRST_LISTENER) % PORTS_PER_WORKER / PORTS_PER_API == EndApi.PEER.ordinal();
    }
}
