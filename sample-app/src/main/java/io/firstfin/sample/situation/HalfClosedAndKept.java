package io.firstfin.sample.situation;

import java.io.IOException;
import java.net.Socket;

/** A client says that it has no more to send, and waits for an end that does not come. */
final class HalfClosedAndKept implements Situation {

    @Override
    public String title() {
        return "Connections are half-closed, and nobody closes the rest";
    }

    @Override
    public String seen() {
        return "`ss -tan state fin-wait-2` grows, and its rows belong to the JVM.";
    }

    @Override
    public Expected expected() {
        return Expected.finding("FIN_WAIT2_HELD", getClass(), "Close");
    }

    @Override
    public void serve(Place place) throws Exception {
        Peer.listen(place, client -> {
            Http.readRequest(client.getInputStream());
            Http.answer(client.getOutputStream());
            Thread.sleep(600_000);
        });
    }

    @Override
    public void run(Place place) throws Exception {
        for (int i = 0; i < 20; i++) {
            ask(place);
        }
    }

    private static void ask(Place place) throws IOException {
        Socket socket = place.keep(new Socket(Place.localhost(), place.port()));
        Http.ask(socket.getInputStream(), socket.getOutputStream());
        socket.shutdownOutput();
    }
}
