package io.firstfin.kernel.tracefs;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.kernel.Endpoints;
import io.firstfin.kernel.LoopbackPair;
import io.firstfin.kernel.TcpState;
import io.firstfin.kernel.tracefs.Truth.ClosedFirst;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TransitionTraceLiveTest {
    private static final String NAME =
            "firstfin-kernel-test-" + ProcessHandle.current().pid();

    @BeforeEach
    void needs_tracefs() {
        TransitionTrace.unavailableBecause().ifPresent(reason -> Assumptions.abort("no kernel trace: " + reason));
    }

    @Test
    void the_kernel_tells_who_closed_first_on_either_side() throws Exception {
        try (TransitionTrace trace = TransitionTrace.start(NAME)) {
            Endpoints client;
            try (LoopbackPair pair = LoopbackPair.connect()) {
                client = pair.clientView();
                pair.client().close();
                assertThat(pair.server().getInputStream().read()).isEqualTo(-1);
                pair.server().close();
            }
            List<Transition> steps = waitForEndOf(client.mirrored(), trace);

            assertThat(truth(steps, client).closedFirst()).isEqualTo(ClosedFirst.LOCAL);
            assertThat(truth(steps, client.mirrored()).closedFirst()).isEqualTo(ClosedFirst.REMOTE);
            assertThat(trace.lostEvents()).isZero();
            trace.clear();
            assertThat(trace.read()).noneMatch(step -> step.endpoints().equals(client));
        }
    }

    @Test
    void a_port_filter_hides_other_connections() throws Exception {
        try (LoopbackPair wanted = LoopbackPair.connect();
                LoopbackPair other = LoopbackPair.connect()) {
            int port = wanted.clientView().localPort();
            try (TransitionTrace trace = TransitionTrace.start(NAME, port)) {
                other.close();
                wanted.client().close();
                assertThat(wanted.server().getInputStream().read()).isEqualTo(-1);
                wanted.server().close();
                List<Transition> steps = waitForEndOf(wanted.clientView().mirrored(), trace);

                // of resets that anybody on this machine sends the kernel does not filter any
                assertThat(steps)
                        .filteredOn(step -> step.kind() != Transition.Kind.RESET_SENT)
                        .isNotEmpty()
                        .allMatch(step -> step.endpoints().localPort() == port
                                || step.endpoints().remotePort() == port);
            }
        }
    }

    @Test
    void closing_removes_the_instance_and_a_left_over_one_is_replaced() throws IOException {
        Path instance = TraceFolder.find().orElseThrow().resolve("instances").resolve(NAME);
        Files.createDirectory(instance);

        TransitionTrace.start(NAME).close();

        assertThat(instance).doesNotExist();
    }

    private static List<Transition> waitForEndOf(Endpoints endpoints, TransitionTrace trace) throws IOException {
        long deadline = System.nanoTime() + 60_000_000_000L;
        List<Transition> steps = trace.read();
        while (System.nanoTime() < deadline
                && steps.stream()
                        .noneMatch(step -> step.endpoints().equals(endpoints) && step.to() == TcpState.CLOSE)) {
            steps = trace.read();
        }
        return steps;
    }

    private static Truth truth(List<Transition> steps, Endpoints endpoints) {
        return FirstCloser.judge(steps.stream()
                .filter(step -> step.endpoints().equals(endpoints))
                .toList());
    }
}
