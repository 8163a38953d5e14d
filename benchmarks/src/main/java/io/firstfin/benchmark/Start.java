package io.firstfin.benchmark;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** A JVM that starts, opens one connection and ends: what the agent adds to that is its start. */
final class Start {

    private Start() {}

    public static void main(String[] args) throws IOException {
        if (args.length == 0) {
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
