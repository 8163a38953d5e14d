package io.firstfin.benchmark;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * Bare connections: connect, accept, close at both ends, one after the other on one thread, so that
 * nothing but the work itself is timed. The accepting end closes first: the connecting end's ports
 * are then free again at once.
 */
final class Churn {

    private Churn() {}

    /** Prints nanoseconds for one connection. */
    public static void main(String[] args) throws IOException {
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Timing.print(Integer.parseInt(args[0]), () -> connection(server));
        }
    }

    private static void connection(ServerSocket server) throws IOException {
        Socket client = new Socket(server.getInetAddress(), server.getLocalPort());
        Socket accepted = server.accept();
        accepted.close();
        client.close();
    }
}
