package io.firstfin.cli.ports;

import io.firstfin.kernel.SocketRow;
import io.firstfin.kernel.TcpState;
import io.firstfin.kernel.ports.Ages;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntPredicate;
import java.util.function.LongPredicate;
import java.util.stream.IntStream;

/**
 * The sockets between one local address and one destination, or all those of one local port that was not
 * chosen by the kernel. One word is kept of each, with its local port, state and age.
 */
final class SocketGroup {
    /** More than any TIME_WAIT lasts. */
    private static final int NO_AGE = (1 << 20) - 1;

    private static final int STATE_SHIFT = 16;
    private static final int AGE_SHIFT = 20;

    /**
     * What the sockets of a group have in common.
     *
     * @param local our address; null for all of them
     * @param localPort 0 where the kernel chose the ports
     * @param remote the destination's address; null where the port is ours to name
     * @param remotePort the destination's port; 0 where the port is ours to name
     */
    record Key(InetAddress local, int localPort, InetAddress remote, int remotePort) {
        /** Whether our ports there are those that can run out. */
        boolean isDestination() {
            return remote != null;
        }

        boolean isLoopback() {
            return isDestination() && (local.isLoopbackAddress() || remote.isLoopbackAddress());
        }

        /** Such as {@code 10.99.0.2:8080}, or {@code our port 8080}. */
        String name() {
            return isDestination() ? text(remote) + ":" + remotePort : "our port " + localPort;
        }

        String from() {
            return isDestination() ? text(local) : "-";
        }

        private static String text(InetAddress address) {
            String text = address.getHostAddress();
            return text.indexOf(':') < 0 ? text : "[" + text + "]";
        }
    }

    private final Key key;
    private long[] rows = new long[2];
    private long[] inodes = new long[2];
    private int size;

    SocketGroup(Key key) {
        this.key = key;
    }

    Key key() {
        return key;
    }

    /** @param ageMillis since its wait for its own end began; -1 for a socket that has no such end */
    void add(SocketRow row, long ageMillis) {
        if (size == rows.length) {
            rows = Arrays.copyOf(rows, size * 2);
            inodes = Arrays.copyOf(inodes, size * 2);
        }
        long age = ageMillis < 0 ? NO_AGE : Math.min(ageMillis, NO_AGE - 1);
        rows[size] = row.endpoints().localPort() | (long) row.state().code() << STATE_SHIFT | age << AGE_SHIFT;
        inodes[size] = row.inode();
        size++;
    }

    int size() {
        return size;
    }

    int count(TcpState state) {
        return count(i -> state(i) == state.code());
    }

    /** Those in TIME_WAIT whose port a connect may take over by now. */
    int reusable(long holdMillis) {
        return count(i -> state(i) == TcpState.TIME_WAIT.code() && age(i) >= holdMillis);
    }

    /** Those that end by themselves, by their age. */
    Ages ages() {
        Ages ages = new Ages();
        for (int i = 0; i < size; i++) {
            if (age(i) != NO_AGE) {
                ages.add(age(i));
            }
        }
        return ages;
    }

    /** Those that do not end by themselves. */
    int lasting() {
        return count(i -> age(i) == NO_AGE);
    }

    /** How many of its ports were not in use in an earlier sample of the group. */
    int newSince(SocketGroup earlier) {
        BitSet ports = new BitSet();
        for (int i = 0; i < earlier.size; i++) {
            ports.set(earlier.port(i));
        }
        return count(i -> !ports.get(port(i)));
    }

    /** Those that some process holds. */
    int held() {
        return held(inode -> true);
    }

    /** Those that are held by a process with one of these sockets. */
    int held(LongPredicate ofProcess) {
        return count(i -> inodes[i] != 0 && ofProcess.test(inodes[i]));
    }

    /** The same for one state. */
    int held(TcpState state, LongPredicate ofProcess) {
        return count(i -> state(i) == state.code() && inodes[i] != 0 && ofProcess.test(inodes[i]));
    }

    private int count(IntPredicate which) {
        return (int) IntStream.range(0, size).filter(which).count();
    }

    private int port(int i) {
        return (int) (rows[i] & 0xFFFF);
    }

    private int state(int i) {
        return (int) (rows[i] >> STATE_SHIFT & 0xF);
    }

    private int age(int i) {
        return (int) (rows[i] >> AGE_SHIFT);
    }
}
