package io.firstfin.tracer.lifecycle;

import io.firstfin.tracer.connection.Connection;
import io.firstfin.tracer.sink.PortWatch;
import java.net.InetSocketAddress;

/** Nobody watches the ports. */
final class NoPorts implements PortWatch {

    @Override
    public void opened(Connection connection) {}

    @Override
    public void boundFirst(InetSocketAddress local) {}

    @Override
    public void exhausted(Call call, Connection connection, InetSocketAddress asked, String failure) {}

    @Override
    public void inUse(Connection connection, String failure) {}
}
