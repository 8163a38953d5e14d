package io.firstfin.kernel;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * A connection over loopback with both of its ends.
 *
 * @param clientView the 4-tuple seen from the client; the server's is its mirror image
 */
public record LoopbackPair(ServerSocket listener, Socket client, Socket server, Endpoints clientView)
        implements AutoCloseable {
    public static LoopbackPair connect() throws IOException {
        return connect(InetAddress.getByName("127.0.0.1"));
    }

    public static LoopbackPair connect(InetAddress address) throws IOException {
        ServerSocket listener = new ServerSocket(0, 50, address);
        Socket client = new Socket(address, listener.getLocalPort());
        // asked now: a closed socket no longer tells its address
        Endpoints clientView = new Endpoints(
                client.getLocalAddress(), client.getLocalPort(), client.getInetAddress(), client.getPort());
        return new LoopbackPair(listener, client, listener.accept(), clientView);
    }

    @Override
    public void close() throws IOException {
        client.close();
        server.close();
        listener.close();
    }
}
