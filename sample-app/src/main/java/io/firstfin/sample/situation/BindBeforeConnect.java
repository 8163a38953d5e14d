package io.firstfin.sample.situation;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/** A client binds to the address of an interface before it connects. */
final class BindBeforeConnect implements Situation {

    @Override
    public String title() {
        return "A client binds before it connects";
    }

    @Override
    public String seen() {
        return "\"Address already in use\" at bind while each destination has ports left.";
    }

    @Override
    public Expected expected() {
        return Expected.finding("BIND_BEFORE_CONNECT", getClass(), "without binding");
    }

    @Override
    public void serve(Place place) throws Exception {
        Peer.listen(place, Peer.http(0));
    }

    @Override
    public void run(Place place) throws Exception {
        for (int i = 0; i < 40; i++) {
            Socket socket = place.keep(connect(place));
            Http.ask(socket.getInputStream(), socket.getOutputStream());
        }
    }

    private static Socket connect(Place place) throws IOException {
        Socket socket = new Socket();
        socket.bind(new InetSocketAddress(Place.localhost(), 0));
        socket.connect(place.address());
        return socket;
    }
}
