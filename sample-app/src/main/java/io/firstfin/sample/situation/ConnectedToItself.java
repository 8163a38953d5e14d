package io.firstfin.sample.situation;

import java.io.IOException;
import java.net.Socket;

/** A server's port is in the range of local ports, and it is down: a client is given its port. */
final class ConnectedToItself implements Situation {

    @Override
    public String title() {
        return "A client connects to itself";
    }

    @Override
    public String seen() {
        return "The client reads what it wrote, and the server cannot start: \"Address already in use\".";
    }

    @Override
    public Expected expected() {
        return Expected.finding("SELF_CONNECT", getClass(), "compare");
    }

    @Override
    public void serve(Place place) throws Exception {
        // nobody listens
    }

    @Override
    public void run(Place place) throws Exception {
        Socket socket = place.keep(new Socket());
        connect(socket, place);
    }

    private static void connect(Socket socket, Place place) throws IOException {
        // as the kernel does it by chance, once in some ten thousand times
        socket.bind(place.address());
        socket.connect(place.address());
    }
}
