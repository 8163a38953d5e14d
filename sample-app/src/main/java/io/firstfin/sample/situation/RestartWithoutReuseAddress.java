package io.firstfin.sample.situation;

import java.io.IOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.net.Socket;

/** A server that closes first is restarted, and has switched SO_REUSEADDR off. */
final class RestartWithoutReuseAddress implements Situation {

    @Override
    public String title() {
        return "A restarted server cannot bind, as its old connections are in TIME_WAIT";
    }

    @Override
    public String seen() {
        return "\"Address already in use\" for a minute after each restart, and nobody listens there.";
    }

    @Override
    public Expected expected() {
        return Expected.finding("BIND_FAILED", getClass(), "SO_REUSEADDR");
    }

    @Override
    public void serve(Place place) throws Exception {
        Peer.start(() -> {
            Socket socket = place.keep(Peer.connect(place.address()));
            Http.ask(socket.getInputStream(), socket.getOutputStream());
            // the FIN of the server
            socket.getInputStream().read();
            socket.close();
        });
    }

    @Override
    public void run(Place place) throws Exception {
        try (ServerSocket server = listen(place);
                Socket client = server.accept()) {
            Http.readRequest(client.getInputStream());
            Http.answer(client.getOutputStream(), "Connection: close");
            client.shutdownOutput();
            // the FIN of the client: what is left after the close is in TIME_WAIT
            client.getInputStream().read();
        }
        try {
            place.keep(listen(place));
        } catch (BindException inUse) {
            System.err.println("cannot restart: " + inUse);
        }
    }

    private static ServerSocket listen(Place place) throws IOException {
        ServerSocket server = new ServerSocket();
        server.setReuseAddress(false);
        server.bind(place.address());
        return server;
    }
}
