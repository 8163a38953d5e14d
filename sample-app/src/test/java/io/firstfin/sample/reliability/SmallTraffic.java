package io.firstfin.sample.reliability;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import jdk.jfr.Recording;

/** Some connections of each ending, over three chunks of the recording that runs. */
final class SmallTraffic {
    private static final int CHUNKS = 2;
    private static final int ROUNDS = 8;
    private static final List<Socket> OPEN = new ArrayList<>();

    private SmallTraffic() {}

    public static void main(String[] args) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            for (int chunk = 0; chunk < CHUNKS; chunk++) {
                for (int round = 0; round < ROUNDS; round++) {
                    round(server, round);
                }
                // for what the periodic events see
                Thread.sleep(500);
                rotate();
            }
        }
    }

    private static void round(ServerSocket server, int round) throws IOException {
        Socket client = connected(server.getLocalSocketAddress());
        Socket accepted = server.accept();
        client.getOutputStream().write(round);
        if (round % 4 != 3) {
            accepted.getInputStream().read();
        }
        switch (round % 4) {
            case 0 -> {
                client.close();
                accepted.close();
            }
            case 1 -> {
                accepted.close();
                client.close();
            }
            case 2 -> {
                client.setSoLinger(true, 0);
                client.close();
                accepted.close();
            }
            default -> {
                accepted.close();
                OPEN.add(client);
            }
        }
    }

    private static Socket connected(SocketAddress address) throws IOException {
        Socket socket = new Socket();
        socket.connect(address);
        return socket;
    }

    /** A recording that starts begins a new chunk for all. */
    private static void rotate() {
        try (Recording other = new Recording()) {
            other.start();
        }
    }
}
