package io.firstfin.cli.ports;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.kernel.Endpoints;
import io.firstfin.kernel.SocketRow;
import io.firstfin.kernel.TcpState;
import io.firstfin.kernel.ports.EphemeralPorts;
import io.firstfin.kernel.sysctl.KernelSettings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PortAnswerTest {
    private static final EphemeralPorts PORTS = ports(0);

    @Test
    void nothing_open_is_fine() {
        assertThat(answer(sample(), sample()).firstLine()).isEqualTo("fine: no connection leads out of here");
    }

    @Test
    void a_few_ports_are_fine_and_said_with_the_destination_that_has_most() {
        PortSample sample = open(sample(), 20_000, 12, 7);
        open(sample, 20_500, 3, 8);
        assertThat(answer(sample, sample).firstLine())
                .isEqualTo("fine: 12 of 1,000 ports toward 10.0.0.7:8080 are taken, all ESTABLISHED");
    }

    @Test
    void no_free_port_is_a_stop_whatever_holds_them() {
        PortSample sample = timeWaits(open(sample(), 20_000, 100, 7), 20_100, 900, 30_000);
        assertThat(answer(sample, sample).firstLine())
                .isEqualTo("stop: 1,000 of 1,000 ports toward"
                        + " 10.0.0.7:8080 are taken, 900 TIME_WAIT, 100 ESTABLISHED; no port is free");
    }

    @Test
    void ports_that_a_bind_to_listen_took_are_not_free() {
        PortSample sample = new PortSample(PORTS, true, List.of(row(TcpState.LISTEN, 20_999, 0, 0, 1, -1)));
        open(sample, 20_000, 999, 7);
        assertThat(answer(sample, sample).firstLine()).endsWith("; no port is free");
    }

    @Test
    void what_fills_up_says_when() {
        PortSample earlier = timeWaits(sample(), 20_000, 400, 5_000);
        PortSample sample = timeWaits(sample(), 20_000, 410, 5_000);
        assertThat(answer(earlier, sample).firstLine())
                .isEqualTo("stop: 410 of 1,000 ports toward"
                        + " 10.0.0.7:8080 are taken, all TIME_WAIT; the last one in 14 s at this rate");
    }

    @Test
    void what_came_to_rest_does_not_fill_up() {
        PortSample sample = timeWaits(sample(), 20_000, 600, 5_000);
        assertThat(answer(sample, sample).firstLine())
                .isEqualTo("worry: 600 of 1,000 ports toward"
                        + " 10.0.0.7:8080 are taken, all TIME_WAIT; none was newly taken between two samples");
        assertThat(answer(sample, sample).details().get(1)).contains("  600/1,000  cannot tell  0 ");
    }

    @Test
    void two_more_connections_are_too_few_to_tell() {
        assertThat(answer(open(sample(), 20_000, 10, 7), open(sample(), 20_000, 12, 7))
                        .firstLine())
                .startsWith("fine: 12 of 1,000");
    }

    @Test
    void a_time_wait_that_a_connect_may_take_over_is_not_taken() {
        EphemeralPorts reusing = ports(1);
        PortSample sample = timeWaits(new PortSample(reusing, true, List.of()), 20_000, 900, 5_000);
        assertThat(PortAnswer.of(reusing, sample, sample, Optional.of(Set.of()), "", true)
                        .firstLine())
                .isEqualTo("fine: 0 of 1,000 ports toward 10.0.0.7:8080 are taken; 900 more in"
                        + " TIME_WAIT may be taken over");
    }

    @Test
    void many_waits_for_our_close_are_a_worry() {
        PortSample sample = new PortSample(PORTS, true, List.of(row(TcpState.LISTEN, 8080, 0, 0, 1, -1)));
        for (int i = 0; i < 30; i++) {
            sample.add(row(TcpState.CLOSE_WAIT, 8080, 40_000 + i, 7, 100 + i % 25, -1));
        }
        assertThat(answer(sample, sample).firstLine())
                .isEqualTo("worry: 30 sockets are in CLOSE_WAIT: the peers have closed, this JVM has not");
    }

    @Test
    void what_other_processes_hold_is_not_this_jvms() {
        PortSample sample = open(sample(), 20_000, 4, 7);
        assertThat(PortAnswer.of(PORTS, sample, sample, Optional.of(Set.of(100L)), "", true)
                        .details()
                        .get(1))
                .endsWith("  1 of 4 open");
        assertThat(PortAnswer.of(PORTS, sample, sample, Optional.empty(), "", true)
                        .details())
                .contains("Which open sockets are this JVM's cannot be seen: run as its user or as" + " root.");
    }

    @Test
    void an_accept_queue_is_told_when_it_is_nearly_full() {
        assertThat(queue(39, 50)).noneMatch(line -> line.contains("accepted"));
        assertThat(queue(40, 50)).contains("40 of 50 connections wait to be accepted on port 8080, this JVM's");
        assertThat(queue(51, 50))
                .contains("51 of 50 connections wait to be accepted on port 8080,"
                        + " this JVM's: the queue is full, and new ones are dropped");
    }

    @Test
    void a_range_that_is_a_guess_is_told_as_one() {
        PortSample sample = open(new PortSample(PORTS, false, List.of()), 20_000, 5, 7);
        PortAnswer answer = PortAnswer.of(PORTS, sample, sample, Optional.empty(), "it takes root", false);
        assertThat(answer.firstLine()).endsWith("(if its port range is the one here)");
        assertThat(answer.details())
                .contains("The number of ports is that of this command's own" + " network namespace: it takes root.");
        open(sample, 40_000, 1, 7);
        assertThat(answer(sample, sample).firstLine())
                .isEqualTo("unknown: 6 ports toward"
                        + " 10.0.0.7:8080 are taken, all ESTABLISHED; of how many cannot be seen");
    }

    @Test
    void the_table_is_short_and_says_what_it_leaves_out() {
        PortSample sample = sample();
        for (int peer = 1; peer <= 200; peer++) {
            open(sample, 20_000, 1, peer);
        }
        List<String> details = answer(sample, sample).details();
        assertThat(details).hasSize(13).contains("190 more with fewer");
    }

    private static List<String> queue(long length, long limit) {
        PortSample sample = new PortSample(
                PORTS,
                true,
                List.of(new SocketRow(
                        TcpState.LISTEN, endpoints(8080, 0, 0), 1, SocketRow.TIMER_NONE, -1, 100, 0, length, limit)));
        return answer(sample, sample).details();
    }

    private static PortAnswer answer(PortSample earlier, PortSample sample) {
        Set<Long> held = new java.util.HashSet<>();
        for (long inode = 100; inode < 2_000; inode++) {
            held.add(inode);
        }
        return PortAnswer.of(PORTS, earlier, sample, Optional.of(held), "", true);
    }

    private static PortSample sample() {
        return new PortSample(PORTS, true, List.of());
    }

    private static PortSample open(PortSample sample, int firstPort, int count, int peer) {
        for (int i = 0; i < count; i++) {
            sample.add(row(TcpState.ESTABLISHED, firstPort + i, 8080, peer, 100 + i, -1));
        }
        return sample;
    }

    private static PortSample timeWaits(PortSample sample, int firstPort, int count, int ageMillis) {
        for (int i = 0; i < count; i++) {
            sample.add(row(TcpState.TIME_WAIT, firstPort + i, 8080, 7, 0, 60_000 - ageMillis));
        }
        return sample;
    }

    private static SocketRow row(TcpState state, int localPort, int remotePort, int peer, long inode, long expires) {
        return new SocketRow(
                state,
                endpoints(localPort, peer, remotePort),
                1,
                expires < 0 ? SocketRow.TIMER_NONE : SocketRow.TIMER_TIME_WAIT,
                expires,
                inode,
                0,
                0,
                0);
    }

    private static Endpoints endpoints(int localPort, int peer, int remotePort) {
        try {
            return new Endpoints(
                    InetAddress.getByName("10.0.0.1"), localPort, InetAddress.getByName("10.0.0." + peer), remotePort);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    private static EphemeralPorts ports(int twReuse) {
        return new EphemeralPorts(new KernelSettings(
                "6.1", "net:[1]", 20_000, 20_999, "", 1_000, twReuse, -1, 1, 4_096, 60, 4_096, 15, 0, 4_096));
    }
}
