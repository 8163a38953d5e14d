package io.firstfin.benchmark.work;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * Bare connections: connect, accept, close at both ends, one after the other on one thread, so that nothing but the work
 * itself is measured. The accepting end closes first: the connecting end's ports are then free again at once.
 */
public final class BareConnections {

    private BareConnections() {}

    /**
     * Second argument: {@code fin}, or {@code reset} for SO_LINGER 0 at the end that closes first. Third: a number of
     * connections, to measure these instead of a window of time.
     */
    public static void main(String[] args) throws Exception {
        boolean reset = args[1].equals("reset");
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            if (args.length > 2) {
                Window.counted(Long.parseLong(args[2]), () -> connection(server, reset));
            } else {
                Window.atFullSpeed(args[0], () -> connection(server, reset));
            }
        }
    }

    private static void connection(ServerSocket server, boolean reset) throws IOException {
        Socket client = new Socket(server.getInetAddress(), server.getLocalPort());
        Socket accepted = server.accept();
        if (reset) {
            accepted.setSoLinger(true, 0);
        }
        accepted.close();
        client.close();
    }
}
