package io.firstfin.cli.victim;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes connections to itself that it closes first, then keeps some open, half of which the peer has
 * closed; and listens where it does not accept. Ends with its stdin.
 */
public final class ShortConnections {
    private ShortConnections() {}

    /** With an address, how many to close, how many to keep, and how many nobody accepts. */
    public static void main(String[] args) throws IOException {
        InetAddress address = InetAddress.getByName(args[0]);
        List<Object> open = new ArrayList<>();
        try (ServerSocket server = new ServerSocket(8080, 50, address)) {
            for (int i = 0; i < Integer.parseInt(args[1]); i++) {
                try (Socket client = new Socket(address, 8080);
                        Socket accepted = server.accept()) {
                    client.shutdownOutput();
                    accepted.getInputStream().read();
                }
            }
            for (int i = 0; i < Integer.parseInt(args[2]); i++) {
                open.add(new Socket(address, 8080));
                Socket accepted = server.accept();
                open.add(accepted);
                if (i % 2 == 1) {
                    accepted.close();
                }
            }
            ServerSocket busy = new ServerSocket(8081, 5, address);
            open.add(busy);
            for (int i = 0; i < Integer.parseInt(args[3]); i++) {
                open.add(new Socket(address, 8081));
            }
            System.out.println("ready");
            System.in.read();
        }
    }
}
