package io.firstfin.kernel.sockdiag;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.kernel.Endpoints;
import io.firstfin.kernel.LoopbackPair;
import io.firstfin.kernel.Restricted;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the kernel tells of real sockets when it frees them. */
@Timeout(30)
class DestroyedSocketFeedLiveTest {

    @Test
    void tells_of_each_socket_with_its_last_counts() throws Exception {
        try (DestroyedSocketFeed feed = DestroyedSocketFeed.open(Restricted.lookup())) {
            assertThat(feed)
                    .as("this machine lets nobody listen to freed sockets")
                    .isNotNull();
            LoopbackPair pair = LoopbackPair.connect();
            Endpoints client = pair.clientView();
            pair.client().getOutputStream().write(new byte[5]);
            pair.server().getInputStream().readNBytes(5);
            pair.client().close();
            pair.server().close();

            DestroyedSocket freed = await(feed, client);

            assertThat(freed.wasDisconnected()).isFalse();
            assertThat(freed.counts().bytesSent()).isEqualTo(5);
            // the SYN, the data and the FIN
            assertThat(freed.counts().bytesAcked() + freed.sendQueue()).isEqualTo(1 + 5 + 1);
        }
    }

    @Test
    void tells_a_socket_reset_by_its_own_side_by_the_port_it_forgot() throws Exception {
        try (DestroyedSocketFeed feed = DestroyedSocketFeed.open(Restricted.lookup())) {
            LoopbackPair pair = LoopbackPair.connect();
            Endpoints client = pair.clientView();
            pair.client().setSoLinger(true, 0);
            pair.client().close();

            // the address it was given by connect is gone with its counts
            InetAddress any = InetAddress.getByName("::");
            DestroyedSocket freed = await(feed, new Endpoints(any, client.localPort(), client.remote(), 0));

            assertThat(freed.wasDisconnected()).isTrue();
            pair.server().close();
        }
    }

    private static DestroyedSocket await(DestroyedSocketFeed feed, Endpoints ends) {
        Map<Endpoints, DestroyedSocket> freed = new HashMap<>();
        long deadline = System.nanoTime() + 10_000_000_000L;
        while (!freed.containsKey(ends) && System.nanoTime() < deadline) {
            assertThat(feed.drain(socket -> freed.put(socket.endpoints(), socket)))
                    .isTrue();
            Thread.onSpinWait();
        }
        assertThat(freed).containsKey(ends);
        return freed.get(ends);
    }
}
