package io.firstfin.benchmark.work;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** A JVM that starts and ends. The time it takes is measured by whoever starts it. */
public final class Start {

    private Start() {}

    /** Second argument: {@code nothing}, or {@code connect} to open a connection at once. */
    public static void main(String[] args) throws IOException {
        if (args[1].equals("nothing")) {
            return;
        }
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                Socket client = new Socket(server.getInetAddress(), server.getLocalPort());
                Socket accepted = server.accept()) {
            accepted.getOutputStream().write(1);
            client.getInputStream().read();
        }
    }
}
