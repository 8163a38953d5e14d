package io.firstfin.sample.transport;

import io.firstfin.sample.support.KernelTable;
import io.grpc.ManagedChannel;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/** Clients that ask one question each, and close. */
public final class GrpcPlay {
    private GrpcPlay() {
    }

    /** @param opened hears of the client's end and of the server's before the client closes */
    public static void play(int clients, BiConsumer<InetSocketAddress, InetSocketAddress> opened)
            throws Exception {
        try (GrpcNetwork network = new GrpcNetwork()) {
            for (int i = 0; i < clients; i++) {
                ManagedChannel client = network.connect();
                InetSocketAddress local = GrpcNetwork.ask(client, "question " + i);
                opened.accept(local, network.address());
                client.shutdown().awaitTermination(5, TimeUnit.SECONDS);
                KernelTable.awaitClosed(network.address(), local);
            }
        }
    }
}
