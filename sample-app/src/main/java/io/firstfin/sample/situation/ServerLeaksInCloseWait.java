package io.firstfin.sample.situation;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;

/** A server forgets to close what its clients have closed. */
final class ServerLeaksInCloseWait implements Situation {

    @Override
    public String title() {
        return "A server never closes what its clients have closed";
    }

    @Override
    public String seen() {
        return "`ss -tan state close-wait` shows rows on the server's port, until \"Too many open files\".";
    }

    @Override
    public Expected expected() {
        return Expected.finding("CLOSE_WAIT_LEAK", getClass(), "close");
    }

    @Override
    public void serve(Place place) throws Exception {
        Peer.start(() -> {
            for (int i = 0; i < 50; i++) {
                try (Socket socket = Peer.connect(place.address())) {
                    Http.ask(socket.getInputStream(), socket.getOutputStream());
                }
            }
        });
    }

    @Override
    public void run(Place place) throws Exception {
        ServerSocket server = place.keep(new ServerSocket(place.port(), 50, Place.localhost()));
        for (int i = 0; i < 50; i++) {
            answer(place, server);
        }
    }

    private static void answer(Place place, ServerSocket server) throws IOException {
        Socket client = place.keep(server.accept());
        Http.readRequest(client.getInputStream());
        Http.answer(client.getOutputStream());
    }
}
