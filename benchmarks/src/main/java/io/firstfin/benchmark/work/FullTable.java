package io.firstfin.benchmark.work;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * A JVM that does nothing, in a network namespace with many sockets in TIME_WAIT. The unit is a second. The window must
 * end within the 60 s that TIME_WAIT lasts.
 */
public final class FullTable {

    private FullTable() {}

    /** Second argument: the number of sockets in TIME_WAIT. */
    public static void main(String[] args) throws Exception {
        fill(Integer.parseInt(args[1]));
        Window.atRate(args[0], 1, () -> {});
    }

    /** The connecting end closes first. */
    private static void fill(int sockets) throws IOException {
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            for (int i = 0; i < sockets; i++) {
                Socket client = new Socket(server.getInetAddress(), server.getLocalPort());
                Socket accepted = server.accept();
                client.close();
                accepted.close();
            }
        }
    }
}
