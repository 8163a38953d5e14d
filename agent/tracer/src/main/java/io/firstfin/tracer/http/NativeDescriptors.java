package io.firstfin.tracer.http;

import io.firstfin.tracer.connection.Connection;
import io.firstfin.tracer.connection.ConnectionTable;
import io.firstfin.tracer.connection.SocketProbe;
import io.firstfin.tracer.jdk.JdkSockets;
import java.io.FileDescriptor;

/**
 * Native transports know a socket by its descriptor's number alone: here it gets an object of the JDK's
 * that stands for it, so that all the rest is as with the JDK's own sockets. Its connection keeps it.
 */
public final class NativeDescriptors {

    private final ConnectionTable table;
    private final SocketProbe probe;

    public NativeDescriptors(ConnectionTable table, SocketProbe probe) {
        this.table = table;
        this.probe = probe;
    }

    /** Null when the number is not that of a TCP socket. */
    public FileDescriptor of(int number) {
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
