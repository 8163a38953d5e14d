package io.firstfin.sample.situation;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketException;

/** A SOCKS proxy has no rule that allows this destination, and the client tries again and again. */
final class SocksProxyRefuses implements Situation {
    private static final byte VERSION = 5;
    private static final byte NO_CREDENTIALS = 0;
    private static final byte NOT_ALLOWED = 2;
    /** As long as the reply itself: the proxy's address, which nobody reads. */
    private static final int ADDRESS_BYTES = 6;

    @Override
    public String title() {
        return "A SOCKS proxy refuses to connect";
    }

    @Override
    public String seen() {
        return "\"SOCKS: Connection not allowed by ruleset\", and TIME_WAIT towards the proxy.";
    }

    @Override
    public Expected expected() {
        return Expected.finding("PROXY_REFUSES", getClass(), "proxy");
    }

    @Override
    public void serve(Place place) throws Exception {
        Peer.listen(place, client -> {
            DataInputStream in = new DataInputStream(client.getInputStream());
            in.readByte();
            in.readNBytes(in.readByte());
            client.getOutputStream().write(new byte[] {VERSION, NO_CREDENTIALS});
            // version, command and a byte without meaning, the kind of address, and a name with its port
            in.readNBytes(4);
            in.readNBytes(in.readByte() + 2);
            byte[] reply = new byte[4 + ADDRESS_BYTES];
            reply[0] = VERSION;
            reply[1] = NOT_ALLOWED;
            reply[3] = 1;
            client.getOutputStream().write(reply);
            client.getInputStream().read();
        });
    }

    @Override
    public void run(Place place) throws Exception {
        for (int i = 0; i < 60; i++) {
            try {
                connect(place);
            } catch (SocketException refused) {
                continue;
            }
        }
    }

    private static void connect(Place place) throws IOException {
        try (Socket socket = new Socket(new Proxy(Proxy.Type.SOCKS, place.address()))) {
            socket.connect(InetSocketAddress.createUnresolved("situation.example", 5432));
        }
    }
}
