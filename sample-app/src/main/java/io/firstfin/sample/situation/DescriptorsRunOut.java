package io.firstfin.sample.situation;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** A server keeps each connection for as long as its client does, and accepts more than it may have open. */
final class DescriptorsRunOut implements Situation {
    private static final int CLIENTS = 300;

    /** So that the JVM can be asked what it recorded. */
    private static final int CLOSED_AFTERWARDS = 30;

    @Override
    public String title() {
        return "A server runs out of file descriptors";
    }

    @Override
    public String seen() {
        return "\"Too many open files\" at accept, and a core that is busy with it.";
    }

    @Override
    public Expected expected() {
        return Expected.finding("OUT_OF_DESCRIPTORS", getClass(), "bound how many are open");
    }

    @Override
    public Surroundings surroundings() {
        return Surroundings.FEW_DESCRIPTORS;
    }

    @Override
    public void serve(Place place) throws Exception {
        List<Socket> clients = new ArrayList<>();
        place.keep(() -> closeAll(clients));
        Peer.start(() -> {
            for (int i = 0; i < CLIENTS; i++) {
                Socket client = Peer.connect(place.address());
                synchronized (clients) {
                    clients.add(client);
                }
            }
        });
    }

    private static void closeAll(List<Socket> clients) throws IOException {
        synchronized (clients) {
            for (Socket client : clients) {
                client.close();
            }
        }
    }

    @Override
    public void run(Place place) throws Exception {
        ServerSocket server = place.keep(new ServerSocket(place.port(), CLIENTS, Place.localhost()));
        Deque<Socket> accepted = new ArrayDeque<>();
        int failures = 0;
        while (failures < 5) {
            try {
                accepted.push(place.keep(accept(server)));
            } catch (IOException tooManyOpenFiles) {
                failures++;
                Thread.sleep(300);
            }
        }
        for (int i = 0; i < CLOSED_AFTERWARDS; i++) {
            accepted.pop().close();
        }
    }

    private static Socket accept(ServerSocket server) throws IOException {
        return server.accept();
    }
}
