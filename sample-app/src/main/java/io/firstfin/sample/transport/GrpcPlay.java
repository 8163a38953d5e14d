package io.firstfin.sample.transport;

import io.firstfin.sample.support.KernelTable;
import io.grpc.ManagedChannel;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/** Clients that ask one question each, and close. */
public final class GrpcPlay {
    private GrpcPlay() {}

    /**
     * Opens all before it closes the first, so that no port is used twice.
     *
     * @param opened hears of the client's end and of the server's before that client closes
     */
    public static void play(int clients, BiConsumer<InetSocketAddress, InetSocketAddress> opened) throws Exception {
        try (GrpcNetwork network = new GrpcNetwork()) {
            Map<InetSocketAddress, ManagedChannel> open = new LinkedHashMap<>();
            for (int i = 0; i < clients; i++) {
                ManagedChannel client = network.connect();
                open.put(GrpcNetwork.ask(client, "question " + i), client);
            }
            for (Map.Entry<InetSocketAddress, ManagedChannel> one : open.entrySet()) {
                opened.accept(one.getKey(), network.address());
                one.getValue().shutdown().awaitTermination(5, TimeUnit.SECONDS);
                KernelTable.awaitClosed(network.address(), one.getKey());
            }
        }
    }
}
