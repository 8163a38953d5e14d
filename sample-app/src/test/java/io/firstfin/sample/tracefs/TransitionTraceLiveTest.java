package io.firstfin.sample.tracefs;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.kernel.Endpoints;
import io.firstfin.kernel.TcpState;
import io.firstfin.sample.support.Api;
import io.firstfin.sample.support.Link;
import io.firstfin.sample.support.Listener;
import io.firstfin.sample.tracefs.Truth.ClosedFirst;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TransitionTraceLiveTest {
    private static final String NAME =
            "firstfin-trace-test-" + ProcessHandle.current().pid();

    @BeforeEach
    void needs_tracefs() {
        TransitionTrace.unavailableBecause().ifPresent(reason -> Assumptions.abort("no kernel trace: " + reason));
    }

    @Test
    void the_kernel_tells_who_closed_first_on_either_side() throws Exception {
        try (TransitionTrace trace = TransitionTrace.start(NAME, "")) {
            Endpoints client = openAndCloseInTurn();
            List<Transition> steps = waitForEndOf(client.mirrored(), trace);

            assertThat(truth(steps, client).closedFirst()).isEqualTo(ClosedFirst.LOCAL);
            assertThat(truth(steps, client.mirrored()).closedFirst()).isEqualTo(ClosedFirst.REMOTE);
            assertThat(trace.lostEvents()).isZero();
            trace.clear();
            assertThat(trace.read()).noneMatch(step -> step.endpoints().equals(client));
        }
    }

    @Test
    void a_filter_hides_other_connections() throws Exception {
        try (Listener listener = Api.SOCKET.listen();
                Link client = Api.SOCKET.connect(listener.address());
                Link server = listener.accept()) {
            int port = client.local().getPort();
            try (TransitionTrace trace = TransitionTrace.start(NAME, "sport == " + port + " || dport == " + port)) {
                openAndCloseInTurn();
                Endpoints wanted = closeInTurn(client, server);
                List<Transition> steps = waitForEndOf(wanted.mirrored(), trace);

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

        TransitionTrace.start(NAME, "").close();

        assertThat(instance).doesNotExist();
    }

    private static Endpoints openAndCloseInTurn() throws IOException {
        try (Listener listener = Api.SOCKET.listen();
                Link client = Api.SOCKET.connect(listener.address());
                Link server = listener.accept()) {
            return closeInTurn(client, server);
        }
    }

    /** The client first; returns its endpoints. */
    private static Endpoints closeInTurn(Link client, Link server) throws IOException {
        Endpoints endpoints = new Endpoints(
                client.local().getAddress(),
                client.local().getPort(),
                client.remote().getAddress(),
                client.remote().getPort());
        client.close();
        server.readToEnd();
        server.close();
        return endpoints;
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
