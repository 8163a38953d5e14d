package io.firstfin.kernel.sockdiag;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.kernel.LoopbackPair;
import io.firstfin.kernel.Restricted;
import io.firstfin.kernel.SocketRow;
import io.firstfin.kernel.TcpState;
import io.firstfin.kernel.syscall.NativeAccess;
import io.firstfin.kernel.syscall.NativeMemory;
import io.firstfin.kernel.syscall.SystemCalls;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A kernel that knows the question for both address families at once, and one that does not. */
@Timeout(30)
class BothFamiliesLiveTest {
    private static final int TYPE = 4;

    private final List<Short> asked = new ArrayList<>();

    @Test
    void one_question_shows_the_same_sockets_as_one_for_each_family() throws Exception {
        try (LoopbackPair pair = LoopbackPair.connect();
                SockDiagTable together = new SockDiagTable(calls(true));
                SockDiagTable apart = new SockDiagTable(calls(false))) {
            List<SocketRow> expected = of(pair, apart);
            asked.clear();

            assertThat(of(pair, together)).hasSize(2).containsExactlyInAnyOrderElementsOf(expected);
            assertThat(asked).containsExactly((short) Netlink.TCPDIAG_GETSOCK);
        }
    }

    @Test
    void where_the_kernel_refuses_it_each_family_is_asked_for() throws Exception {
        try (LoopbackPair pair = LoopbackPair.connect();
                SockDiagTable apart = new SockDiagTable(calls(false))) {
            asked.clear();

            assertThat(of(pair, apart)).hasSize(2);
            assertThat(asked).containsExactly((short) Netlink.SOCK_DIAG_BY_FAMILY, (short) Netlink.SOCK_DIAG_BY_FAMILY);
        }
    }

    private static List<SocketRow> of(LoopbackPair pair, SockDiagTable table) throws Exception {
        return table.dump(
                Set.of(TcpState.ESTABLISHED),
                row -> row.endpoints().equals(pair.clientView())
                        || row.endpoints().mirrored().equals(pair.clientView()),
                9);
    }

    /** The real calls. A question that is not known gets a type of which the kernel knows nothing. */
    private SystemCalls calls(boolean knowsOlder) {
        SystemCalls real = NativeAccess.open(Restricted.lookup());
        assertThat(real).as("native access").isNotNull();
        return (SystemCalls) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {SystemCalls.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("send")) {
                        NativeMemory request = (NativeMemory) arguments[1];
                        short type = request.bytes().getShort(TYPE);
                        asked.add(type);
                        if (type == Netlink.TCPDIAG_GETSOCK && !knowsOlder) {
                            request.bytes().putShort(TYPE, (short) 25);
                        }
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
