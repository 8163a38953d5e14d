package io.firstfin.tracer.connection;

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
