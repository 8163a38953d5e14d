package io.firstfin.tracer.connection;

import io.firstfin.tracer.base.BoundedTable;
import io.firstfin.tracer.base.EntrySize;
import io.firstfin.tracer.connection.Connection.Phase;
import io.firstfin.tracer.reason.RequestHead;
import io.firstfin.verdict.Role;
import java.io.FileDescriptor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

/** What an open connection takes of the heap while a recording runs: that of an HTTP client, which holds most. */
class OpenConnectionSizeTest {

    private static final FileDescriptor OF_THE_JDK = new FileDescriptor();

    private final ConnectionFactory factory = new ConnectionFactory();
    private final InetAddress here = InetAddress.getLoopbackAddress();

    @Test
    void is_what_its_table_says() {
        EntrySize.assertHolds(BoundedTable.OPEN_CONNECTIONS, () -> {
            ConnectionTable table = new ConnectionTable();
            return number -> table.put(open(number));
        });
    }

    private Connection open(int number) {
        Connection connection = factory.adopted(OF_THE_JDK, number, Role.CLIENT, null);
        InetSocketAddress remote = new InetSocketAddress(here, 80);
        connection.connecting("Socket", remote, new ConnectAttempt(true, null));
        connection.opened(System.nanoTime());
        connection.move(Phase.CONNECTING, Phase.OPEN);
        connection.locate(ConnectionFactory.endpoints(new InetSocketAddress(here, 40_000), here, 80));
        connection.connectReported();
        connection.options(SocketOptions.DEFAULTS);
        HttpState http = connection.makeHttp();
        http.openedFor(this);
        http.usedBy("OkHttp 4.12.0", false).requested(new RequestHead("GET", "localhost", null, "keep-alive"), null);
        return connection;
    }
}
