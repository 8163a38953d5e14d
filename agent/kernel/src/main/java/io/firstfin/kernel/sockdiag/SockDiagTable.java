package io.firstfin.kernel.sockdiag;

import io.firstfin.kernel.Endpoints;
import io.firstfin.kernel.SocketCursor;
import io.firstfin.kernel.SocketRow;
import io.firstfin.kernel.SocketTable;
import io.firstfin.kernel.TcpState;
import io.firstfin.kernel.syscall.NativeMemory;
import io.firstfin.kernel.syscall.SystemCalls;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The kernel's sockets over sock_diag. A look-up takes microseconds, a dump some 10 ms for 30,000
 * sockets. After a failed exchange the netlink socket is replaced; when a few exchanges fail in a
 * row, the table is no longer usable.
 */
public final class SockDiagTable implements SocketTable {
    private static final int MAX_FAILURES = 5;
    /** One more would do: see {@link #ask}. */
    private static final int ATTEMPTS = 3;

    // Not a monitor: waiting for one would pin a virtual thread on JDK 21.
    private final ReentrantLock lock = new ReentrantLock();
    private final SystemCalls calls;
    private final NativeMemory request;
    private final NativeMemory reply;
    /** Whether the kernel shows both address families at once: all of Linux do, as far as is known. */
    private final boolean showsAll;

    private SockDiagSocket socket;
    private volatile boolean usable = true;
    private int failures;
    private volatile String failure = "sock_diag was closed";

    /**
     * Opens it and asks a first question, so that a kernel without sock_diag is known at once.
     *
     * @param calls closed with the table; on failure left to the caller
     * @throws IOException when the kernel does not answer
     */
    public SockDiagTable(SystemCalls calls) throws IOException {
        this.calls = calls;
        this.request = SockDiagSocket.requestMemory(calls);
        this.reply = SockDiagSocket.replyMemory(calls);
        this.socket = new SockDiagSocket(calls, request, reply);
        try {
            this.showsAll = firstQuestion(socket);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private static boolean firstQuestion(SockDiagSocket netlink) throws IOException {
        try {
            netlink.dumpAll(TcpState.CLOSING.bit(), row -> {});
            return true;
        } catch (IOException refused) {
            netlink.dump(InetDiagRequest.AF_INET, TcpState.CLOSING.bit(), row -> {});
            return false;
        }
    }

    /** False once it was closed or failed for good. */
    public boolean isUsable() {
        return usable;
    }

    /** Why it is not usable any more. */
    public String failure() {
        return failure;
    }

    @Override
    public Source source() {
        return Source.SOCK_DIAG;
    }

    @Override
    public SocketRow find(Endpoints endpoints) throws IOException {
        SocketRow row = exchange(netlink -> ask(netlink, endpoints));
        boolean same = row != null
                && row.endpoints().equals(endpoints)
                && (row.state() != TcpState.LISTEN || endpoints.remotePort() == 0);
        return same ? row : null;
    }

    @Override
    public List<SocketRow> dump(Set<TcpState> states, Predicate<SocketRow> keep, int limit) throws IOException {
        List<SocketRow> rows = new ArrayList<>();
        visit(states, socket -> {
            SocketRow row = rows.size() < limit ? socket.toRow() : null;
            if (row != null && keep.test(row)) {
                rows.add(row);
            }
        });
        return rows;
    }

    @Override
    public void visit(Set<TcpState> states, Consumer<SocketCursor> visitor) throws IOException {
        int bits = bits(states);
        Consumer<SocketCursor> wanted = socket -> {
            if (states.contains(socket.state())) {
                visitor.accept(socket);
            }
        };
        exchange(netlink -> {
            if (showsAll) {
                netlink.dumpAll(bits, wanted);
            } else {
                netlink.dump(InetDiagRequest.AF_INET, bits, wanted);
                netlink.dump(InetDiagRequest.AF_INET6, bits, wanted);
            }
            return null;
        });
    }

    @Override
    public void close() {
        lock.lock();
        try {
            usable = false;
            if (socket != null) {
                socket.close();
                socket = null;
                calls.close();
            }
        } finally {
            lock.unlock();
        }
    }

    // What the kernel calls NEW_SYN_RECV inside it shows as SYN_RECV.
    private static int bits(Set<TcpState> states) {
        int bits = states.contains(TcpState.SYN_RECV) ? TcpState.NEW_SYN_RECV.bit() : 0;
        for (TcpState state : states) {
            bits |= state.bit();
        }
        return bits;
    }

    /**
     * A socket that the kernel puts away while it answers shows no port of its own any more: inet_put_port
     * clears inet_num between the look-up and the answer. It is out of the table by then (tcp_set_state),
     * so the next answer shows what took its place.
     */
    private static SocketRow ask(SockDiagSocket netlink, Endpoints asked) throws IOException {
        for (int i = 0; i < ATTEMPTS; i++) {
            SocketRow row = netlink.exact(asked);
            if (row == null || isAnswerTo(asked, row)) {
                return row;
            }
        }
        // must not be taken for an absence
        throw new IOException("sock_diag answered with another socket");
    }

    /**
     * For a connection that is gone the kernel answers with the socket that listens on its port, and with no
     * other one.
     */
    private static boolean isAnswerTo(Endpoints asked, SocketRow row) {
        return row.endpoints().equals(asked)
                || row.state() == TcpState.LISTEN && row.endpoints().localPort() == asked.localPort();
    }

    private interface Question<T> {
        T ask(SockDiagSocket socket) throws IOException;
    }

    private <T> T exchange(Question<T> question) throws IOException {
        lock.lock();
        try {
            if (!usable) {
                throw new IOException("sock_diag is closed");
            }
            T answer = question.ask(socket);
            failures = 0;
            return answer;
        } catch (IOException | RuntimeException | Error e) {
            replaceSocket(e);
            throw e;
        } finally {
            lock.unlock();
        }
    }

    // A socket that failed may still hold parts of an answer.
    private void replaceSocket(Throwable cause) {
        if (!usable) {
            return;
        }
        socket.close();
        socket = null;
        try {
            if (++failures < MAX_FAILURES) {
                socket = new SockDiagSocket(calls, request, reply);
            }
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
        if (socket == null) {
            failure = "sock_diag failed: " + cause.getMessage();
            usable = false;
            calls.close();
        }
    }
}
