package io.firstfin.sample.situation;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;

/** Many clients reach a server through a NAT, which has one address: all of them share its ports. */
final class ClientsBehindNat implements Situation {
    private static final int THREADS = 4;
    private static final int CONNECTIONS = 4_000;

    @Override
    public String title() {
        return "Many clients behind a NAT open short connections";
    }

    @Override
    public String seen() {
        return "Connects of some clients hang, while the server has nothing to do.";
    }

    @Override
    public Expected expected() {
        return Expected.finding("PEER_PORTS", "NAT");
    }

    @Override
    public String program() {
        return "nft";
    }

    @Override
    public Surroundings surroundings() {
        return Surroundings.BEHIND_NAT;
    }

    @Override
    public void serve(Place place) {
        InetSocketAddress server = new InetSocketAddress(Surroundings.SERVER_OF_NAT, place.port());
        for (int i = 0; i < THREADS; i++) {
            int client = i;
            Peer.start(() -> {
                Peer.connect(server).close();
                while (true) {
                    ask(server, Surroundings.CLIENTS_OF_NAT.get(client % Surroundings.CLIENTS_OF_NAT.size()));
                }
            });
        }
    }

    private static void ask(InetSocketAddress server, String address) throws IOException {
        try (Socket socket = new Socket()) {
            socket.bind(new InetSocketAddress(address, 0));
            socket.connect(server);
            Http.ask(socket.getInputStream(), socket.getOutputStream());
        }
    }

    @Override
    public void run(Place place) throws Exception {
        ServerSocket server = new ServerSocket(place.port(), 512);
        CountDownLatch served = new CountDownLatch(CONNECTIONS);
        try (server) {
            for (int i = 0; i < THREADS; i++) {
                Peer.start(() -> {
                    while (true) {
                        serve(server);
                        served.countDown();
                    }
                });
            }
            served.await();
        }
    }

    private static void serve(ServerSocket server) throws IOException {
        try (Socket client = server.accept()) {
            while (Http.readRequest(client.getInputStream())) {
                Http.answer(client.getOutputStream());
            }
        }
    }
}
