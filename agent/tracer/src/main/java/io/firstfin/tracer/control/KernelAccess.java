package io.firstfin.tracer.control;

import io.firstfin.kernel.SocketTable;
import io.firstfin.kernel.sockdiag.DestroyedSocketFeed;
import io.firstfin.kernel.source.SocketTables;
import io.firstfin.kernel.tcpinfo.TcpInfoReader;
import io.firstfin.tracer.jdk.JdkLookup;

/**
 * The kernel's view, opened when it is first needed and never on a thread of the application: opening
 * costs 100 ms and more, and on JDK 17 to 21 the library behind it starts {@code java.util.logging},
 * which some application servers insist on starting themselves.
 */
final class KernelAccess implements AutoCloseable {

    private SocketTable opened;
    private volatile TcpInfoReader reader;
    private DestroyedSocketFeed feed;
    private boolean feedRefused;
    private boolean closed;

    /** The best table there is; opens it the first time. */
    synchronized SocketTable table() {
        if (closed) {
            throw new IllegalStateException("FirstFin is detached");
        }
        if (opened == null) {
            opened = SocketTables.open(JdkLookup.open());
            reader = TcpInfoReader.open(JdkLookup.open());
        }
        return opened;
    }

    /** The same, if it was opened; null otherwise. */
    synchronized SocketTable opened() {
        return closed ? null : opened;
    }

    /**
     * The sockets that the kernel frees, as long as they are wanted: it costs the kernel something for each.
     * Null while they are not, before the table was opened, and where the kernel does not report them.
     */
    synchronized DestroyedSocketFeed feed(boolean wanted) {
        if (feed != null && (!wanted || closed)) {
            feed.close();
            feed = null;
        }
        if (feed == null && wanted && !closed && opened != null && !feedRefused) {
            feed = DestroyedSocketFeed.open(JdkLookup.open());
            feedRefused = feed == null;
        }
        return feed;
    }

    /** Where answers come from; asking does not open anything. */
    synchronized String source() {
        return opened == null ? "not asked yet" : opened.source().name();
    }

    /** Why that is not the best source there is; null when it is, or nothing was opened. */
    synchronized String sourceReason() {
        return opened == null ? null : opened.sourceReason();
    }

    /** Reads {@code tcp_info} whole; null before the table was opened, or without native access. */
    TcpInfoReader reader() {
        return reader;
    }

    @Override
    public synchronized void close() {
        closed = true;
        feed(false);
        if (reader != null) {
            reader.close();
            reader = null;
        }
        if (opened != null) {
            opened.close();
        }
    }
}
