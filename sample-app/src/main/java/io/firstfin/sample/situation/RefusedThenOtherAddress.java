package io.firstfin.sample.situation;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;

/** A name has an IPv6 address, and the server listens on IPv4 alone. */
final class RefusedThenOtherAddress implements Situation {

    @Override
    public String title() {
        return "The first address of a name refuses, the second one answers";
    }

    @Override
    public String seen() {
        return "Everything works. A trace of system calls shows an ECONNREFUSED before each connect that succeeds.";
    }

    @Override
    public Expected expected() {
        return Expected.finding("CONNECT_FAILED", getClass(), "listen on");
    }

    @Override
    public void serve(Place place) throws Exception {
        Peer.listen(place, Peer.http(0));
    }

    @Override
    public void run(Place place) throws Exception {
        List<InetAddress> addresses = List.of(resolved("::1"), resolved("127.0.0.1"));
        for (int i = 0; i < 40; i++) {
            Socket socket = place.keep(connect(addresses, place.port()));
            Http.ask(socket.getInputStream(), socket.getOutputStream());
        }
    }

    /** As a resolver returns the addresses of a name. */
    private static InetAddress resolved(String address) throws IOException {
        return InetAddress.getByAddress(
                "shop.test", InetAddress.getByName(address).getAddress());
    }

    /** As most clients do it: one address after the other, until one answers. */
    private static Socket connect(List<InetAddress> addresses, int port) throws IOException {
        IOException failed = new IOException("no address");
        for (InetAddress address : addresses) {
            Socket socket = new Socket();
            try {
                socket.connect(new InetSocketAddress(address, port));
                return socket;
            } catch (ConnectException refused) {
                socket.close();
                failed = refused;
            }
        }
        throw failed;
    }
}
