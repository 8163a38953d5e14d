package io.firstfin.kernel;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The TCP sockets of this network namespace as the kernel shows them, whoever holds them.
 * Safe for use by several threads. Never blocks for more than a second or so.
 */
public interface SocketTable extends AutoCloseable {
    /** Where the answers come from, best first. */
    enum Source {
        /** inet_diag over netlink: an exact look-up costs microseconds. */
        SOCK_DIAG,
        /** The text of {@code /proc/net/tcp} and {@code tcp6}: the whole table for any question. */
        PROCFS,
        /** No kernel view here: every answer is empty, and means nothing. */
        NONE
    }

    /** Where answers come from now; it may sink to PROCFS while the table is in use. */
    Source source();

    /**
     * The connection of exactly this 4-tuple; null when the kernel shows none. A listening socket
     * on the same local port is never the answer to a connection that is gone.
     *
     * <p>With PROCFS the answer may come from a snapshot that is some 100 ms old: see
     * {@link #refresh}.
     *
     * @throws IOException when the kernel could not be asked
     */
    SocketRow find(Endpoints endpoints) throws IOException;

    /**
     * The sockets of both address families that are in one of these states and pass the filter.
     * The kernel walks its whole table for it: milliseconds, with many sockets tens of them.
     *
     * @param keep  which of them to keep; sees each row as it arrives and must not use this table
     * @param limit the most rows to return
     * @throws IOException when the kernel could not be asked
     */
    List<SocketRow> dump(Set<TcpState> states, Predicate<SocketRow> keep, int limit) throws IOException;

    /**
     * Shows every socket of both address families that is in one of these states, and keeps none.
     *
     * @param visitor sees each row as it arrives and must not use this table
     * @throws IOException when the kernel could not be asked; the visitor may have seen a part then
     */
    default void scan(Set<TcpState> states, Consumer<SocketRow> visitor) throws IOException {
        dump(
                states,
                row -> {
                    visitor.accept(row);
                    return false;
                },
                1);
    }

    /**
     * The same as {@link #scan}, without an object for each socket where the source allows that.
     *
     * @param visitor sees each socket as it arrives, keeps no reference to the cursor, and must not use this table
     * @throws IOException when the kernel could not be asked; the visitor may have seen a part then
     */
    default void visit(Set<TcpState> states, Consumer<SocketCursor> visitor) throws IOException {
        SocketCursor cursor = new SocketCursor();
        scan(states, row -> {
            cursor.show(row);
            visitor.accept(cursor);
        });
    }

    /**
     * A view for many questions asked one after the other, no older than this call. With PROCFS the
     * table is read once, here, and the view holds the sockets of these connections and of their
     * other ends alone; other sources answer each question afresh. For one thread.
     *
     * @throws IOException when the kernel could not be asked
     */
    default SocketTable viewOf(Collection<Endpoints> connections) throws IOException {
        refresh();
        return this;
    }

    /** Why {@link #source} is not the best there is; null when it is. */
    default String sourceReason() {
        return null;
    }

    /** Makes the next {@link #find} see the kernel as it is from now on, not an older snapshot. */
    default void refresh() {}

    /** Releases the kernel's resources; it is no error to ask or close again. */
    @Override
    void close();
}
