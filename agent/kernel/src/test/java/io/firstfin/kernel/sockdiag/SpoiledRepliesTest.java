package io.firstfin.kernel.sockdiag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firstfin.kernel.Endpoints;
import io.firstfin.kernel.LoopbackPair;
import io.firstfin.kernel.Restricted;
import io.firstfin.kernel.TcpState;
import io.firstfin.kernel.syscall.NativeAccess;
import io.firstfin.kernel.syscall.NativeMemory;
import io.firstfin.kernel.syscall.SystemCalls;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Replies of the kernel with bytes changed on their way to us. */
@Timeout(30)
class SpoiledRepliesTest {
    private static final int BODY = Netlink.HEADER;
    private static final int STATE = BODY + 1;
    private static final int LOCAL_PORT = BODY + 4;
    private static final int REMOTE_PORT = BODY + 6;

    @Test
    void another_socket_than_the_one_asked_for_is_an_error_and_not_an_absence() throws Exception {
        isNoAnswer(reply -> reply.putShort(REMOTE_PORT, (short) 1));
    }

    @Test
    void so_is_a_listener_on_another_port() throws Exception {
        isNoAnswer(reply -> {
            reply.put(STATE, (byte) TcpState.LISTEN.code());
            reply.putShort(LOCAL_PORT, (short) 1);
            reply.putShort(REMOTE_PORT, (short) 0);
        });
    }

    @Test
    void a_socket_that_is_put_away_during_the_answer_is_asked_for_again() throws Exception {
        LoopbackPair pair = LoopbackPair.connect();
        Endpoints client = pair.clientView();
        AtomicInteger spoils = new AtomicInteger();
        try (SockDiagTable table = new SockDiagTable(spoiled(reply -> {
            if (spoils.getAndDecrement() > 0) {
                reply.put(STATE, (byte) TcpState.CLOSE.code());
                reply.putShort(LOCAL_PORT, (short) 0);
            }
        }))) {
            spoils.set(1);
            assertThat(table.find(client).state()).isEqualTo(TcpState.ESTABLISHED);
        } finally {
            pair.client().close();
            pair.server().close();
        }
    }

    @Test
    void a_freed_socket_that_is_not_understood_makes_the_feed_incomplete() {
        List<DestroyedSocket> freed = new ArrayList<>();
        ByteBuffer cut = ByteBuffer.allocate(64).order(ByteOrder.nativeOrder());
        cut.putInt(0, 128).putShort(4, (short) Netlink.SOCK_DIAG_BY_FAMILY);
        assertThat(DestroyedSocketFeed.read(cut, 64, freed::add)).isFalse();
        cut.putInt(0, 64);
        assertThat(DestroyedSocketFeed.read(cut, 64, freed::add)).isFalse();
        assertThat(DestroyedSocketFeed.read(cut, 8, freed::add)).isFalse();
        assertThat(freed).isEmpty();
    }

    private static void isNoAnswer(Consumer<ByteBuffer> spoiler) throws Exception {
        LoopbackPair pair = LoopbackPair.connect();
        Endpoints client = pair.clientView();
        boolean[] spoils = new boolean[1];
        try (SockDiagTable table = new SockDiagTable(spoiled(reply -> {
            if (spoils[0]) {
                spoiler.accept(reply);
            }
        }))) {
            assertThat(table.find(client).endpoints()).isEqualTo(client);
            spoils[0] = true;
            assertThatThrownBy(() -> table.find(client))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("another socket");
        } finally {
            pair.client().close();
            pair.server().close();
        }
    }

    /** The real calls; what they receive is changed. */
    private static SystemCalls spoiled(Consumer<ByteBuffer> spoiler) {
        SystemCalls real = NativeAccess.open(Restricted.lookup());
        assertThat(real).as("native access").isNotNull();
        return (SystemCalls) Proxy.newProxyInstance(
                SpoiledRepliesTest.class.getClassLoader(),
                new Class<?>[] {SystemCalls.class},
                (proxy, method, arguments) -> {
                    Object result = method.invoke(real, arguments);
                    if (method.getName().equals("recv")) {
                        spoiler.accept(((NativeMemory) arguments[1]).bytes());
                    }
                    return result;
                });
    }
}
