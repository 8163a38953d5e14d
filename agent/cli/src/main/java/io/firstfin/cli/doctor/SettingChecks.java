package io.firstfin.cli.doctor;

import static io.firstfin.cli.doctor.Check.note;
import static io.firstfin.cli.doctor.Check.ok;
import static io.firstfin.cli.doctor.Check.worry;

import io.firstfin.cli.doctor.Check.Level;
import io.firstfin.kernel.procfs.KernelCounters;
import io.firstfin.kernel.sysctl.KernelSettings;
import java.util.List;
import java.util.Locale;

/** Explains the kernel settings that decide how many connections a client can open. */
public final class SettingChecks {
    private static final int TIME_WAIT_SECONDS = 60;
    private static final int FEW_PORTS = 20_000;
    private static final String PORT_EACH = "each holds a port for its destination if its client closed first";

    private SettingChecks() {}

    public static List<Check> of(KernelSettings settings, KernelCounters counters) {
        return List.of(
                portRange(settings),
                reserved(settings),
                reuse(settings),
                timestamps(settings),
                buckets(settings, counters),
                ok(
                        "tcp_fin_timeout",
                        known(settings.finTimeout()) + " s",
                        "only for FIN_WAIT2 without a process; it does not shorten TIME_WAIT"),
                timeWait(settings, counters));
    }

    /**
     * What can be told of a network namespace that is not ours: the kernel shows a namespace's
     * settings inside it only, by whatever path they are read, but the counts of any process's.
     */
    public static List<Check> elsewhere(long pid, KernelCounters counters) {
        return List.of(
                note(
                        "settings",
                        "not readable from here",
                        "the JVM is in another network namespace: as root, run nsenter -t " + pid + " -n java -jar"
                                + " firstfin.jar doctor " + pid + "; or record, which reads them inside"),
                dropped(counters),
                ok("TIME_WAIT now", known(counters.timeWaitSockets()), PORT_EACH));
    }

    private static Check dropped(KernelCounters counters) {
        String dropped = known(counters.timeWaitOverflow());
        return counters.timeWaitOverflow() > 0
                ? worry(
                        "TIME_WAIT dropped",
                        dropped,
                        "tcp_max_tw_buckets was reached: a missing one proves nothing here")
                : ok("TIME_WAIT dropped", dropped, "those that tcp_max_tw_buckets left no room for");
    }

    private static Check portRange(KernelSettings settings) {
        int ports = settings.ephemeralPorts();
        if (ports < 0) {
            return note("ip_local_port_range", "unknown", "the port budget cannot be told here");
        }
        return new Check(
                ports < FEW_PORTS ? Level.WORRY : Level.OK,
                "ip_local_port_range",
                settings.firstPort() + " " + settings.lastPort(),
                String.format(
                        Locale.ROOT,
                        "%,d ports: %,d connections a second to one destination if we always close first",
                        ports,
                        ports / TIME_WAIT_SECONDS));
    }

    private static Check reserved(KernelSettings settings) {
        String reserved = settings.reservedPorts();
        return reserved == null || reserved.isEmpty()
                ? ok("ip_local_reserved_ports", "none", "every port of the range may be used")
                : ok(
                        "ip_local_reserved_ports",
                        reserved,
                        "these are never given to a connect; those inside the range are subtracted above");
    }

    private static Check reuse(KernelSettings settings) {
        String name = "tcp_tw_reuse";
        String value = known(settings.twReuse());
        return switch (settings.twReuse()) {
            case 0 -> note(name, value, "off: a port in TIME_WAIT stays taken for its destination for 60 s");
            case 1 ->
                settings.timestamps() == 0
                        ? worry(name, value, "on, but without effect: it needs tcp_timestamps, which are off")
                        : ok(
                                name,
                                value,
                                "on: a connect may take over a port in TIME_WAIT after " + delay(settings)
                                        + ", if the peer uses timestamps");
            case 2 ->
                ok(
                        name,
                        value,
                        "the default: ports in TIME_WAIT are reused on loopback only, so tests on one machine hide an"
                                + " exhaustion");
            default -> note(name, value, "the kernel does not tell; 2 (loopback only) is the default");
        };
    }

    private static Check timestamps(KernelSettings settings) {
        return settings.timestamps() == 0
                ? worry(
                        "tcp_timestamps",
                        "0",
                        "off: no port in TIME_WAIT can be reused early, whatever tcp_tw_reuse says")
                : ok("tcp_timestamps", known(settings.timestamps()), "on: what tcp_tw_reuse needs");
    }

    private static Check buckets(KernelSettings settings, KernelCounters counters) {
        String most = known(settings.maxTimeWaitBuckets());
        return counters.timeWaitOverflow() > 0
                ? worry(
                        "tcp_max_tw_buckets",
                        most,
                        String.format(
                                Locale.ROOT,
                                "%,d TIME_WAITs were dropped for it: a missing one proves nothing here",
                                counters.timeWaitOverflow()))
                : ok("tcp_max_tw_buckets", most, "the most TIME_WAITs kept; none was ever dropped for it");
    }

    private static Check timeWait(KernelSettings settings, KernelCounters counters) {
        long now = counters.timeWaitSockets();
        return settings.ephemeralPorts() > 0 && now > settings.ephemeralPorts() / 2
                ? worry(
                        "TIME_WAIT now",
                        known(now),
                        "more than half of the port range, if they are on the client's side and to one destination: a"
                                + " recording tells")
                : ok("TIME_WAIT now", known(now), PORT_EACH);
    }

    private static String delay(KernelSettings settings) {
        return settings.twReuseDelay() < 0 ? "1 s" : settings.twReuseDelay() + " ms";
    }

    private static String known(long number) {
        return number < 0 ? "unknown" : Long.toString(number);
    }
}
