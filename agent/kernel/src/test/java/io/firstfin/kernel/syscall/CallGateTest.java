package io.firstfin.kernel.syscall;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class CallGateTest {
    private final CallGate gate = new CallGate();

    @Test
    void a_shut_gate_lets_nobody_in() {
        assertThat(gate.enter()).isNegative();
        gate.open();
        int ticket = gate.enter();
        assertThat(ticket).isNotNegative();
        gate.leave(ticket);

        assertThat(gate.shut(0)).isTrue();
        assertThat(gate.enter()).isNegative();
    }

    @Test
    void who_stays_too_long_is_told() {
        gate.open();
        int ticket = gate.enter();

        assertThat(gate.shut(1_000)).isFalse();
        gate.leave(ticket);
        assertThat(gate.shut(1_000)).isTrue();
    }

    @Test
    void nobody_is_inside_once_it_is_shut() throws Exception {
        AtomicBoolean freed = new AtomicBoolean();
        CountDownLatch running = new CountDownLatch(4);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        gate.open();
        try {
            Future<?>[] callers = new Future<?>[4];
            for (int i = 0; i < callers.length; i++) {
                callers[i] = threads.submit(() -> {
                    running.countDown();
                    for (int ticket = gate.enter(); ticket >= 0; ticket = gate.enter()) {
                        assertThat(freed).isFalse();
                        gate.leave(ticket);
                    }
                });
            }
            running.await();
            assertThat(gate.shut(5_000_000_000L)).isTrue();
            freed.set(true);
            for (Future<?> caller : callers) {
                caller.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
