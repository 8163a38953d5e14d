package io.firstfin.sample;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Connections one after the other, each closed by the client first; ends when it is told to. */
final class Drips {
    static final int CONNECTIONS = 100;
    private static final long PAUSE_MILLIS = 20;

    private Drips() {}

    public static void main(String[] none) throws IOException, InterruptedException {
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            for (int i = 0; i < CONNECTIONS; i++) {
                Socket client = new Socket(server.getInetAddress(), server.getLocalPort());
                try (Socket accepted = server.accept()) {
                    client.close();
                    accepted.getInputStream().read();
                }
                Thread.sleep(PAUSE_MILLIS);
            }
        }
        System.out.println("DONE 1");
        System.in.read();
    }
}
