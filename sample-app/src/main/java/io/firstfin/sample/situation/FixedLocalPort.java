package io.firstfin.sample.situation;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/** A firewall rule wants one source port, so the client binds to it before each connect. */
final class FixedLocalPort implements Situation {

    @Override
    public String title() {
        return "A client binds to one certain port before each connect";
    }

    @Override
    public String seen() {
        return "The second connection fails: \"Cannot assign requested address\", although most ports are free.";
    }

    @Override
    public Expected expected() {
        return Expected.finding("PORT_IN_USE", getClass(), "without binding");
    }

    @Override
    public void serve(Place place) throws Exception {
        Peer.listen(place, Peer.http(0));
    }

    @Override
    public void run(Place place) throws Exception {
        connect(place);
        for (int i = 0; i < 4; i++) {
            try {
                connect(place);
            } catch (IOException inUse) {
                // as an application that tries again later
                continue;
            }
        }
    }

    private static void connect(Place place) throws IOException {
        Socket socket = place.keep(new Socket());
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(Place.localhost(), place.port(1)));
        socket.connect(place.address());
        Http.ask(socket.getInputStream(), socket.getOutputStream());
    }
}
