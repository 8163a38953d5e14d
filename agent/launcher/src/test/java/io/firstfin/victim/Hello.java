package io.firstfin.victim;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Uses a socket, says so, and ends with an exit code of its own. */
public final class Hello {

    static final int EXIT = 7;

    private Hello() {}

    public static void main(String[] args) throws IOException {
        System.out.println("hello " + sayHello());
        System.exit(EXIT);
    }

    /** Over a connection whose accepted end closes first. */
    static int sayHello() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket client = new Socket(server.getInetAddress(), server.getLocalPort());
                Socket accepted = server.accept()) {
            accepted.getOutputStream().write(1);
            int said = client.getInputStream().read();
            accepted.close();
            // until its FIN is here: on a busy machine the two FINs could cross otherwise
            client.getInputStream().read();
            return said;
        }
    }
}
