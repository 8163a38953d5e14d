package io.firstfin.tracer.ports;

import io.firstfin.kernel.Endpoints;
import io.firstfin.kernel.SocketCursor;
import io.firstfin.kernel.SocketRow;
import io.firstfin.kernel.SocketTable;
import io.firstfin.kernel.procfs.ProcSelfFd;
import io.firstfin.tracer.connection.Connection;
import io.firstfin.tracer.connection.ConnectionTable;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/**
 * Which open sockets are this process's. Those we trace are known by their ends; others, and what was
 * opened while nobody recorded, by their inode. Inodes are asked for only where one is met that is not
 * known yet, since each descriptor costs a system call.
 */
final class OwnSockets {

    /** Of a socket that a process holds. */
    enum Holder {
        OURS,
        OTHERS,
        /** Not met before: {@link #judge} decides. */
        NEW
    }

    private final ConnectionTable table;
    private TracedConnections traced = new TracedConnections();
    private OwnInodes own = OwnInodes.NONE;
    private Set<Long> foreign = Set.of();
    private Set<Long> foreignNow = new HashSet<>();

    OwnSockets(ConnectionTable table) {
        this.table = table;
    }

    /** A pass over the kernel's table begins. */
    void begin() {
        TracedConnections located = new TracedConnections();
        located.addAll(table);
        traced = located;
        beginWithInodes();
    }

    /** The same, where {@link #traced} is not asked. */
    void beginWithInodes() {
        foreign = foreignNow;
        foreignNow = new HashSet<>();
    }

    /** The pass is over: which connections are traced is not kept until the next one. */
    void end() {
        traced = new TracedConnections();
    }

    /** The traced connection of these ends whose descriptor we hold; null for none. */
    Connection traced(Endpoints ends) {
        return traced.get(ends);
    }

    /** The same of the socket that is shown. */
    Connection traced(SocketCursor socket) {
        return traced.get(socket);
    }

    /** Who holds the socket of that inode, which is not 0. */
    Holder holder(long inode) {
        if (own.contain(inode)) {
            return Holder.OURS;
        }
        if (foreign.contains(inode)) {
            foreignNow.add(inode);
            return Holder.OTHERS;
        }
        return Holder.NEW;
    }

    /** The descriptor's number, as of {@link #refresh}; null when we do not hold it. */
    Integer number(long inode) {
        return own.number(inode);
    }

    /** Reads which descriptors we hold now. */
    void refresh() throws IOException {
        own = OwnInodes.of(ProcSelfFd.descriptorsByInode());
    }

    /**
     * Decides, after {@link #refresh}, on a row that was shown before it: a socket that is still there
     * was there when our descriptors were read, and is another's when it was not among them. One that
     * is gone stays NEW.
     */
    Holder judge(SocketRow row, SocketTable kernel) throws IOException {
        if (own.contain(row.inode())) {
            return Holder.OURS;
        }
        SocketRow now = kernel.find(row.endpoints());
        if (now == null || now.inode() != row.inode()) {
            return Holder.NEW;
        }
        foreignNow.add(row.inode());
        return Holder.OTHERS;
    }

    /** What is known of the connection behind a row that a process holds; null for none of ours. */
    Connection connection(SocketRow row) {
        Connection connection = traced.get(row.endpoints());
        if (connection != null) {
            return connection;
        }
        Integer number = own.number(row.inode());
        Connection there = number == null ? null : table.at(number);
        return there != null && there.endpoints() == null ? there : null;
    }
}
