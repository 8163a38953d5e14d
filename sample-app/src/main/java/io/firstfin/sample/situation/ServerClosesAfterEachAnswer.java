package io.firstfin.sample.situation;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;

/** A server that speaks HTTP by hand, one answer a connection. */
final class ServerClosesAfterEachAnswer implements Situation {

    @Override
    public String title() {
        return "A server closes after each answer";
    }

    @Override
    public String seen() {
        return "`ss` shows thousands of TIME_WAIT on the server, all on its one port.";
    }

    @Override
    public Expected expected() {
        return Expected.finding("SERVER_CLOSES_FIRST", getClass(), "nothing has to change");
    }

    @Override
    public void serve(Place place) throws Exception {
        Peer.start(() -> {
            for (int i = 0; i < 200; i++) {
                try (Socket socket = Peer.connect(place.address())) {
                    Http.ask(socket.getInputStream(), socket.getOutputStream());
                    socket.getInputStream().read();
                }
            }
        });
    }

    @Override
    public void run(Place place) throws Exception {
        ServerSocket server = place.keep(new ServerSocket(place.port(), 50, Place.localhost()));
        for (int i = 0; i < 200; i++) {
            answer(server);
        }
    }

    private static void answer(ServerSocket server) throws IOException {
        try (Socket client = server.accept()) {
            Http.readRequest(client.getInputStream());
            Http.answer(client.getOutputStream(), "Connection: close");
        }
    }
}
