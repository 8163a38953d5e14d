package io.firstfin.tracer.lifecycle;

import io.firstfin.kernel.Endpoints;
import io.firstfin.tracer.connection.ConnectionFactory;
import io.firstfin.tracer.connection.ConnectionTable;
import io.firstfin.tracer.connection.SocketProbe;
import io.firstfin.tracer.sink.Sinks;
import java.io.FileDescriptor;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** What the tracers of bind, connect, accept and close work with. */
record TracerParts(
        ConnectionTable table,
        ConnectionFactory factory,
        LocalAddressCache locals,
        SocketProbe probe,
        Sinks sinks,
        CallSiteSampler callSites) {

    /** The ends of a socket that was just opened: as the JDK knows them, or as the kernel does where that leaves a doubt. */
    Endpoints endpoints(FileDescriptor fd, int number, InetAddress remote, int remotePort) {
        InetSocketAddress local = locals.take(fd, number);
        return local == null || local.getAddress().isAnyLocalAddress() || remote.isAnyLocalAddress()
                ? ConnectionFactory.endpoints(fd)
                : ConnectionFactory.endpoints(local, remote, remotePort);
    }
}
