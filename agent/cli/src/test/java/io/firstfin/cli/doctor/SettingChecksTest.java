package io.firstfin.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.kernel.SocketTable;
import io.firstfin.kernel.procfs.KernelCounters;
import io.firstfin.kernel.sysctl.KernelSettings;
import java.util.List;
import org.junit.jupiter.api.Test;

class SettingChecksTest {
    @Test
    void a_kernel_as_it_comes_has_nothing_to_worry_about() {
        assertThat(lines(settings(32768, 60999, 2, 1), counters(7, 0))).isEqualTo("""
                Kernel settings
                  ok    ip_local_port_range: 32768 60999
                        28,232 ports: 470 connections a second to one destination if we always close first
                  ok    ip_local_reserved_ports: none
                        every port of the range may be used
                  ok    tcp_tw_reuse: 2
                        the default: ports in TIME_WAIT are reused on loopback only, so tests on one machine hide an exhaustion
                  ok    tcp_timestamps: 1
                        on: what tcp_tw_reuse needs
                  ok    tcp_max_tw_buckets: 16384
                        the most TIME_WAITs kept; none was ever dropped for it
                  ok    tcp_fin_timeout: 60 s
                        only for FIN_WAIT2 without a process; it does not shorten TIME_WAIT
                  ok    TIME_WAIT now: 7
                        each holds a port for its destination if its client closed first""");
    }

    @Test
    void what_hurts_is_a_worry() {
        assertThat(lines(settings(50000, 50999, 1, 0), counters(900, 1234)))
                .contains(
                        "  worry ip_local_port_range: 50000 50999\n        1,000 ports: 16 connections",
                        "  worry tcp_tw_reuse: 1\n        on, but without effect: it needs tcp_timestamps",
                        "  worry tcp_timestamps: 0",
                        "  worry tcp_max_tw_buckets: 16384\n        1,234 TIME_WAITs were dropped",
                        "  worry TIME_WAIT now: 900");
    }

    @Test
    void settings_of_another_namespace_are_not_taken_from_ours() {
        List<Check> checks = SettingChecks.elsewhere(4711, counters(900, 12));
        assertThat(String.join(
                        "\n", new Section("Kernel settings", checks).lines().toList()))
                .isEqualTo("""
                Kernel settings
                  note  settings: not readable from here
                        the JVM is in another network namespace: as root, run nsenter -t 4711 -n java -jar firstfin.jar doctor 4711; or record, which reads them inside
                  worry TIME_WAIT dropped: 12
                        tcp_max_tw_buckets was reached: a missing one proves nothing here
                  ok    TIME_WAIT now: 900
                        each holds a port for its destination if its client closed first""");
    }

    @Test
    void a_machine_without_any_view_of_sockets_stops_the_work() {
        assertThat(MachineChecks.of("6.1", SocketTable.Source.NONE, "no /proc").checks())
                .filteredOn(Check::stops)
                .extracting(Check::meaning)
                .containsExactly(
                        "neither sock_diag nor /proc/net/tcp can be read: run on Linux" + " with /proc mounted");
    }

    private static String lines(KernelSettings settings, KernelCounters counters) {
        List<Check> checks = SettingChecks.of(settings, counters);
        return String.join("\n", new Section("Kernel settings", checks).lines().toList());
    }

    private static KernelSettings settings(int first, int last, int twReuse, int timestamps) {
        return new KernelSettings(
                "6.1", "net:[1]", first, last, "", last - first + 1, twReuse, 1000, timestamps, 16384, 60, 0, 0, 0, 0);
    }

    private static KernelCounters counters(long timeWait, long overflow) {
        return new KernelCounters(0, 0, 0, 0, 0, 0, 0, timeWait, 0, 0, 0, 0, overflow, 0, 0, 0, 0, 0, 0, 0);
    }
}
