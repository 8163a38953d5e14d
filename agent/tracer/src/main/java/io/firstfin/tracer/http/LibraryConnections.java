package io.firstfin.tracer.http;

import io.firstfin.tracer.base.BoundedTable;
import io.firstfin.tracer.base.WeakIdentityMap;
import io.firstfin.tracer.connection.Connection;
import io.firstfin.tracer.connection.ConnectionTable;
import io.firstfin.tracer.connection.SocketProbe;
import io.firstfin.tracer.jdk.JdkSockets;
import io.firstfin.tracer.sink.Sinks;
import java.io.FileDescriptor;
import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

/**
 * Finds the connection that an object of a library holds, or that a native transport knows by the number of its
 * descriptor. Keeps no object of a library alive.
 */
public final class LibraryConnections {

    private final ConnectionTable table;
    private final SocketProbe probe;
    private final Sinks sinks;
    private final Function<Object, FileDescriptor> descriptors;
    private final WeakIdentityMap<Object, WeakReference<Object>> aliases = new WeakIdentityMap<>();
    private final LongAdder leftOut = new LongAdder();

    /** @param descriptors finds the descriptor below an object of the JDK; null for other objects */
    public LibraryConnections(
            ConnectionTable table, SocketProbe probe, Sinks sinks, Function<Object, FileDescriptor> descriptors) {
        this.table = table;
        this.probe = probe;
        this.sinks = sinks;
        this.descriptors = descriptors;
    }

    /**
     * From now on {@code handle} represents {@code holder}, an object of the JDK or another handle. When too many
     * handles live, it leads to no connection: its exchanges and reasons stay unknown.
     */
    void aliasOf(Object handle, Object holder) {
        if (aliases.size() < BoundedTable.LIBRARY_OBJECTS.most()) {
            aliases.put(handle, new WeakReference<>(holder));
        } else {
            leftOut.increment();
        }
    }

    /** How many handles are known. */
    public int size() {
        return aliases.size();
    }

    /** How many handles were left out because too many live. */
    public long leftOut() {
        return leftOut.sum();
    }

    /** Null where there is none, and while no sink wants to know of exchanges and reasons. */
    public Connection find(Object holder) {
        return sinks.isWanted() ? findAlways(holder) : null;
    }

    /** The same also while no sink wants to know. */
    Connection findAlways(Object holder) {
        FileDescriptor fd = holder instanceof Integer ? descriptor((int) holder) : descriptor(holder);
        Connection connection = fd == null ? null : table.get(fd, JdkSockets.number(fd));
        if (connection != null) {
            connection.identify(fd);
        }
        return connection;
    }

    /** The descriptor below an object, over all its aliases; null when it leads to none. */
    FileDescriptor descriptor(Object holder) {
        Object current = holder;
        while (current != null) {
            FileDescriptor fd = descriptors.apply(current);
            if (fd != null) {
                return fd;
            }
            WeakReference<Object> next = aliases.get(current);
            current = next == null ? null : next.get();
        }
        return null;
    }

    /**
     * A FileDescriptor for the number by which a native transport knows its socket, so that all the rest is as with
     * the JDK's own sockets. The connection keeps it. Null when the number is not that of a TCP socket.
     */
    public FileDescriptor descriptor(int number) {
        Connection connection = table.at(number);
        FileDescriptor known = connection == null ? null : connection.descriptor();
        if (JdkSockets.number(known) == number) {
            return known;
        }
        FileDescriptor fd = JdkSockets.descriptor(number);
        if (connection != null && known == null) {
            return connection.identify(fd);
        }
        return probe.state(fd) == null ? null : fd;
    }
}
