package io.firstfin.sample.situation;

import java.io.IOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.net.Socket;

/** A server's port is in the range of local ports, and a client got it while the server was down. */
final class ServerPortTakenByClient implements Situation {

    @Override
    public String title() {
        return "A server cannot bind, as a connection has its port";
    }

    @Override
    public String seen() {
        return "\"Address already in use\", although `ss -tln` shows nobody on the port.";
    }

    @Override
    public Expected expected() {
        return Expected.finding("BIND_FAILED", getClass(), "ip_local_port_range");
    }

    @Override
    public void serve(Place place) throws Exception {
        Peer.listen(place, Peer.http(0));
    }

    @Override
    public void run(Place place) throws Exception {
        Socket client = place.keep(new Socket(Place.localhost(), place.port()));
        try {
            // the port that the kernel gave the client by chance
            place.keep(listen(client.getLocalPort()));
        } catch (BindException inUse) {
            System.err.println("cannot start: " + inUse);
        }
    }

    private static ServerSocket listen(int port) throws IOException {
        return new ServerSocket(port, 50, Place.localhost());
    }
}
