package io.firstfin.tracer.http;

import io.firstfin.tracer.connection.Connection;
import io.firstfin.tracer.connection.ConnectionTable;
import io.firstfin.tracer.connection.SocketProbe;
import io.firstfin.tracer.jdk.JdkDescriptors;
import io.firstfin.tracer.jdk.JdkSockets;
import io.firstfin.tracer.sink.Sinks;
import java.io.FileDescriptor;

/** Finds the connection that a library's object holds. */
public final class LibraryConnections {

    private final ConnectionTable table;
    private final NativeDescriptors natives;
    private final Sinks sinks;
    private final LibraryHandles handles = new LibraryHandles(JdkDescriptors::of);

    public LibraryConnections(ConnectionTable table, SocketProbe probe, Sinks sinks) {
        this.table = table;
        this.natives = new NativeDescriptors(table, probe);
        this.sinks = sinks;
    }

    void aliasOf(Object handle, Object holder) {
        handles.put(handle, holder);
    }

    /** Only while somebody records: nobody is told of exchanges or reasons otherwise. */
    Connection find(Object holder) {
        if (!sinks.isWanted()) {
            return null;
        }
        FileDescriptor fd = holder instanceof Integer ? natives.of((Integer) holder) : handles.descriptor(holder);
        Connection connection = fd == null ? null : table.get(fd, JdkSockets.number(fd));
        if (connection != null) {
            connection.identify(fd);
        }
        return connection;
    }
}
