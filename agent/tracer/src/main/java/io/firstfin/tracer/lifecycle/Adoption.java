package io.firstfin.tracer.lifecycle;

import io.firstfin.kernel.SocketRow;
import io.firstfin.kernel.TcpState;
import io.firstfin.kernel.procfs.OwnSocket;
import io.firstfin.tracer.connection.Connection;
import io.firstfin.tracer.connection.ConnectionFactory;
import io.firstfin.tracer.connection.ConnectionTable;
import io.firstfin.verdict.Role;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Takes in the connections that were open before the agent, or before a recording: from the process's
 * own descriptors, joined with the kernel's socket table. When those began that are older than the
 * agent, and where, is not known any more; of the others the ends alone were not known.
 */
public final class Adoption {

    private final ConnectionTable table;
    private final ConnectionFactory factory = new ConnectionFactory();

    public Adoption(ConnectionTable table) {
        this.table = table;
    }

    ConnectionFactory factory() {
        return factory;
    }

    /** Lists the TCP sockets that this process holds. */
    public interface Sockets {
        List<OwnSocket> list() throws IOException;
    }

    /**
     * Call it when woven: a close from then on removes what this enters.
     *
     * @param open what is there now
     * @param stillOpen asks again whether such a socket is open, after it was entered
     * @return how many connections were taken in
     */
    public int adopt(Sockets open, Predicate<OwnSocket> stillOpen) throws IOException {
        int unseenShutdowns = table.unseenShutdowns().get();
        List<OwnSocket> sockets = open.list();
        Set<Integer> listening = new HashSet<>();
        for (OwnSocket socket : sockets) {
            if (socket.row().state() == TcpState.LISTEN) {
                listening.add(socket.row().endpoints().localPort());
            }
        }
        int adopted = 0;
        int leftOut = 0;
        for (OwnSocket socket : sockets) {
            if (isConnection(socket.row())) {
                locate(socket, stillOpen);
                if (adopt(socket, listening, unseenShutdowns, stillOpen)) {
                    adopted++;
                } else if (table.isFull() && table.at(socket.fd()) == null) {
                    leftOut++;
                }
            }
        }
        table.countLeftOut(leftOut);
        return adopted;
    }

    /**
     * Its descriptor was this socket's when the kernel's table was read and is still: so it was when
     * the connection was looked up in between, and the ends are that connection's for good.
     */
    private void locate(OwnSocket socket, Predicate<OwnSocket> stillOpen) {
        Connection known = table.at(socket.fd());
        if (known != null && known.isOpen() && known.endpoints() == null && stillOpen.test(socket)) {
            known.locateIfUnknown(socket.row().endpoints());
        }
    }

    /** @param unseenShutdowns how many there were before the sockets were listed */
    private boolean adopt(
            OwnSocket socket, Set<Integer> listening, int unseenShutdowns, Predicate<OwnSocket> stillOpen) {
        Role role = listening.contains(socket.row().endpoints().localPort()) ? Role.SERVER : Role.CLIENT;
        Connection connection =
                factory.adopted(null, socket.fd(), role, socket.row().endpoints());
        if (socket.row().state().showsOurFin()) {
            connection.unseenShutdown();
        }
        if (!table.putIfAbsent(connection)) {
            return false;
        }
        // a half-close from now on finds it
        if (table.unseenShutdowns().get() != unseenShutdowns) {
            connection.unseenShutdown();
        }
        if (!stillOpen.test(socket)) {
            table.remove(connection);
            return false;
        }
        return true;
    }

    private static boolean isConnection(SocketRow row) {
        return row.state() != TcpState.LISTEN && row.state() != TcpState.SYN_SENT && row.state() != TcpState.CLOSE;
    }
}
