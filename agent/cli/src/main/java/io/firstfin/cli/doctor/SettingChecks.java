package io.firstfin.cli.doctor;

import io.firstfin.cli.doctor.Check.Level;
import io.firstfin.kernel.procfs.KernelCounters;
import io.firstfin.kernel.sysctl.KernelSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Explains the kernel settings that decide how many connections a client can open. */
public final class SettingChecks {
    private static final int TIME_WAIT_SECONDS = 60;
    private static final int FEW_PORTS = 20_000;
    private static final String PORT_EACH = "each holds a port for its destination if its client closed first";

    private SettingChecks() {}

    public static List<Check> of(KernelSettings settings, KernelCounters counters) {
        List<Check> checks = new ArrayList<>();
        checks.add(portRange(settings));
        checks.add(reserved(settings));
        checks.add(reuse(settings));
        checks.add(timestamps(settings));
        checks.add(buckets(settings, counters));
        checks.add(new Check(
                Level.OK,
                "tcp_fin_timeout",
                known(settings.finTimeout()) + " s",
                "only for FIN_WAIT2 without a process; it does not shorten TIME_WAIT"));
        checks.add(timeWait(settings, counters));
        return checks;
    }

    /**
     * What can be told of a network namespace that is not ours: the kernel shows a namespace's
     * settings inside it only, by whatever path they are read, but the counts of any process's.
     */
    public static List<Check> elsewhere(long pid, KernelCounters counters) {
        return List.of(
                new Check(
                        Level.NOTE,
                        "settings",
                        "not readable from here",
                        "the JVM is in another"
                                + " network namespace: as root, run nsenter -t " + pid + " -n java -jar"
                                + " firstfin.jar doctor " + pid + "; or record, which reads them inside"),
                dropped(counters),
                new Check(Level.OK, "TIME_WAIT now", known(counters.timeWaitSockets()), PORT_EACH));
    }

    private static Check dropped(KernelCounters counters) {
        return counters.timeWaitOverflow() > 0
                ? new Check(
                        Level.WORRY,
                        "TIME_WAIT dropped",
                        known(counters.timeWaitOverflow()),
                        "tcp_max_tw_buckets was reached: a missing one proves nothing here")
                : new Check(
                        Level.OK,
                        "TIME_WAIT dropped",
                        known(counters.timeWaitOverflow()),
                        "those that tcp_max_tw_buckets left no room for");
    }

    private static Check portRange(KernelSettings settings) {
        int ports = settings.ephemeralPorts();
        if (ports < 0) {
            return new Check(Level.NOTE, "ip_local_port_range", "unknown", "the port budget cannot be told here");
        }
        return new Check(
                ports < FEW_PORTS ? Level.WORRY : Level.OK,
                "ip_local_port_range",
                settings.firstPort() + " " + settings.lastPort(),
                String.format(
                        Locale.ROOT,
                        "%,d ports: %,d connections a second to one destination" + " if we always close first",
                        ports,
                        ports / TIME_WAIT_SECONDS));
    }

    private static Check reserved(KernelSettings settings) {
        String reserved = settings.reservedPorts();
        boolean none = reserved == null || reserved.isEmpty();
        return new Check(
                Level.OK,
                "ip_local_reserved_ports",
                none ? "none" : reserved,
                none
                        ? "every port of the range may be used"
                        : "these are never given to a connect;" + " those inside the range are subtracted above");
    }

    private static Check reuse(KernelSettings settings) {
        boolean timestamps = settings.timestamps() != 0;
        String value = known(settings.twReuse());
        return switch (settings.twReuse()) {
            case 0 ->
                new Check(
                        Level.NOTE,
                        "tcp_tw_reuse",
                        value,
                        "off: a port in TIME_WAIT stays taken for its destination for 60 s");
            case 1 ->
                timestamps
                        ? new Check(
                                Level.OK,
                                "tcp_tw_reuse",
                                value,
                                "on: a connect may take over a"
                                        + " port in TIME_WAIT after " + delay(settings) + ", if the peer uses"
                                        + " timestamps")
                        : new Check(
                                Level.WORRY,
                                "tcp_tw_reuse",
                                value,
                                "on, but without effect: it needs tcp_timestamps, which are off");
            case 2 ->
                new Check(
                        Level.OK,
                        "tcp_tw_reuse",
                        value,
                        "the default: ports in TIME_WAIT"
                                + " are reused on loopback only, so tests on one machine hide an exhaustion");
            default ->
                new Check(
                        Level.NOTE,
                        "tcp_tw_reuse",
                        value,
                        "the kernel does not tell; 2 (loopback only) is the default");
        };
    }

    private static Check timestamps(KernelSettings settings) {
        return settings.timestamps() == 0
                ? new Check(
                        Level.WORRY,
                        "tcp_timestamps",
                        "0",
                        "off: no port in TIME_WAIT can be" + " reused early, whatever tcp_tw_reuse says")
                : new Check(Level.OK, "tcp_timestamps", known(settings.timestamps()), "on: what tcp_tw_reuse needs");
    }

    private static Check buckets(KernelSettings settings, KernelCounters counters) {
        String value = known(settings.maxTimeWaitBuckets());
        return counters.timeWaitOverflow() > 0
                ? new Check(
                        Level.WORRY,
                        "tcp_max_tw_buckets",
                        value,
                        String.format(
                                Locale.ROOT,
                                "%,d TIME_WAITs were dropped for it: a missing" + " one proves nothing here",
                                counters.timeWaitOverflow()))
                : new Check(
                        Level.OK,
                        "tcp_max_tw_buckets",
                        value,
                        "the most TIME_WAITs kept; none was ever dropped for it");
    }

    private static Check timeWait(KernelSettings settings, KernelCounters counters) {
        long now = counters.timeWaitSockets();
        boolean many = settings.ephemeralPorts() > 0 && now > settings.ephemeralPorts() / 2;
        return new Check(
                many ? Level.WORRY : Level.OK,
                "TIME_WAIT now",
                known(now),
                many
                        ? "more than half of the port range, if they are on the client's side and to"
                                + " one destination: a recording tells"
                        : PORT_EACH);
    }

    private static String delay(KernelSettings settings) {
        return settings.twReuseDelay() < 0 ? "1 s" : settings.twReuseDelay() + " ms";
    }

    private static String known(long number) {
        return number < 0 ? "unknown" : Long.toString(number);
    }
}
