package io.firstfin.sample.situation;

import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;

/** The thread that accepts does the work of the connection, too. */
final class AcceptingThreadWorks implements Situation {

    @Override
    public String title() {
        return "A server's only thread accepts and works";
    }

    @Override
    public String seen() {
        return "Clients connect at once and then wait, or time out in connect; `ss -tln` shows Recv-Q above Send-Q.";
    }

    @Override
    public Expected expected() {
        return Expected.finding("ACCEPT_QUEUE", getClass(), "accept");
    }

    @Override
    public void serve(Place place) throws Exception {
        for (int i = 0; i < 6; i++) {
            Peer.start(() -> {
                Socket socket = place.keep(Peer.connect(place.address()));
                Http.ask(socket.getInputStream(), socket.getOutputStream());
            });
        }
    }

    @Override
    public void run(Place place) throws Exception {
        ServerSocket server = place.keep(new ServerSocket(place.port(), 5, Place.localhost()));
        CountDownLatch accepted = new CountDownLatch(1);
        Peer.start(() -> serve(server, accepted));
        accepted.await();
    }

    private static void serve(ServerSocket server, CountDownLatch accepted) throws Exception {
        while (true) {
            try (Socket client = server.accept()) {
                accepted.countDown();
                Http.readRequest(client.getInputStream());
                work();
                Http.answer(client.getOutputStream());
            }
        }
    }

    private static void work() throws InterruptedException {
        Thread.sleep(600_000);
    }
}
