package io.firstfin.analysis.whatif;

import io.firstfin.analysis.model.Destination;
import io.firstfin.analysis.model.KernelSettings;
import io.firstfin.analysis.model.OpenGroup;
import io.firstfin.analysis.model.TimeWaitProjection;
import io.firstfin.analysis.model.Workload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** The changes that are possible for a destination under the settings recorded. */
final class Changes {

    /** Idle limits that servers have: Apache httpd's, and that of many others. */
    private static final List<Duration> IDLE_LIMITS = List.of(Duration.ofSeconds(5), Duration.ofSeconds(60));

    private static final Duration TIME_WAIT = Duration.ofSeconds(TimeWaitProjection.SECONDS);

    /**
     * A change that is possible.
     *
     * @param kind what is changed
     * @param label the change in a few words
     * @param rules the rules with it
     * @param assumptions what its outcome rests on, in sentences
     */
    record Change(Kind kind, String label, Rules rules, List<String> assumptions) {}

    private final Destination destination;
    private final Workload load;
    private final Optional<KernelSettings> settings;
    private final boolean boundFirst;

    /** @param opens the connects to that destination */
    Changes(Destination destination, Workload load, Optional<KernelSettings> settings, List<OpenGroup> opens) {
        this.destination = destination;
        this.load = load;
        this.settings = settings;
        long bound = opens.stream()
                .filter(OpenGroup::boundFirst)
                .mapToLong(OpenGroup::count)
                .sum();
        long all = opens.stream().mapToLong(OpenGroup::count).sum();
        this.boundFirst = bound * 2 > all;
    }

    /** As it is: nothing is changed. */
    Change none() {
        int ports = settings.map(KernelSettings::ephemeralPorts).orElse(-1);
        int buckets = settings.map(KernelSettings::maxTimeWaitBuckets).orElse(-1);
        Rules today = new Rules(
                ports > 0 ? OptionalInt.of(ports) : OptionalInt.empty(),
                reusesToday() ? settings.orElseThrow().reuseDelay() : TIME_WAIT,
                buckets > 0 ? buckets : Long.MAX_VALUE,
                Optional.empty(),
                false,
                1);
        return new Change(Kind.NONE, "as it is", today, basis());
    }

    /** What every outcome of the destination depends on: how its connections were counted. */
    private List<String> basis() {
        List<String> basis = new ArrayList<>();
        basis.add("counted are the connections of this recording to this destination: neither other programs' nor what"
                + " was in TIME_WAIT before, nor those open from before its beginning to after its end.");
        if (reusesToday()) {
            KernelSettings now = settings.orElseThrow();
            basis.add("A port in TIME_WAIT counts as taken for "
                    + now.reuseDelay().toMillis() + " ms, because tcp_tw_reuse is "
                    + now.twReuse() + (now.twReuse() == 2 ? " and this is loopback" : "")
                    + "; the kernel goes on showing it for 60 s.");
        }
        if (boundFirst) {
            basis.add("The sockets are bound before connect: they share one pool of ports with those to all other"
                    + " destinations, which are not counted here.");
        }
        note(
                basis,
                load.refused(),
                "connects that found no free port count as the connections they would have been; where the code tried"
                        + " again it counts again.");
        note(
                basis,
                load.staying().size(),
                "connections were still open at the end: they count as staying open, and no more of them as coming.");
        note(
                basis,
                load.unknown(),
                "closes left a TIME_WAIT of which nobody knows where, or none: they count as leaving us none.");
        note(
                basis,
                load.leftOut(),
                "other connections are left out: replayed is the busiest part of the recording without a gap, and of a"
                        + " very large one the newest.");
        return List.copyOf(basis);
    }

    private static void note(List<String> basis, long count, String what) {
        if (count > 0) {
            basis.add(count + " " + what);
        }
    }

    /**
     * The others, without that of more destinations.
     *
     * @param today the rules without a change
     */
    List<Change> single(Rules today) {
        return Stream.of(
                        IDLE_LIMITS.stream().map(limit -> keepAlive(today, limit)),
                        peerFirst(today).stream(),
                        reuse(today).stream(),
                        range(today).stream())
                .flatMap(changes -> changes)
                .toList();
    }

    /**
     * So many destinations that each takes less than half of its ports; two at least.
     *
     * @param today what is without a change
     */
    Optional<Change> destinations(Outcome today, Rules rules) {
        if (boundFirst || today.ports().isEmpty()) {
            return Optional.empty();
        }
        int number = (int) Math.max(
                2, Math.min(load.connections(), Math.ceil(today.share().orElse(0) * 2)));
        return Optional.of(new Change(
                Kind.MORE_DESTINATIONS,
                number + " destinations",
                rules.withDestinations(number),
                List.of("each is another address or port of the peer, and gets one connection in " + number
                        + "; the ports are those towards one of them.")));
    }

    private static Change keepAlive(Rules today, Duration limit) {
        return new Change(
                Kind.KEEP_ALIVE,
                "keep-alive, idle for " + limit.toSeconds() + " s",
                today.withKeepAlive(limit),
                List.of("a connection is in use from its open to its close, and then idle. The one that was used last"
                        + " is used next; one that was idle for so long is closed, by us, and its TIME_WAIT is ours."));
    }

    private Optional<Change> peerFirst(Rules today) {
        return load.closesOurs().size() == 0
                ? Optional.empty()
                : Optional.of(new Change(
                        Kind.PEER_CLOSES_FIRST,
                        "the peer closes first",
                        today.withPeerFirst(),
                        List.of("each connection lives as long as it did; no TIME_WAIT is ours.")));
    }

    private Optional<Change> reuse(Rules today) {
        boolean possible = load.closesOurs().size() > 0
                && !boundFirst
                && !reusesToday()
                && settings.map(all -> all.twReuse() >= 0 && all.twReuse() != 1 && all.timestamps() > 0)
                        .orElse(false);
        return !possible
                ? Optional.empty()
                : Optional.of(new Change(
                        Kind.TW_REUSE,
                        "tcp_tw_reuse=1",
                        today.withTimeWait(settings.orElseThrow().reuseDelay()),
                        List.of("the peer has timestamps too. A port in TIME_WAIT counts as taken for "
                                + settings.orElseThrow().reuseDelay().toMillis()
                                + " ms; the kernel goes on showing it for 60 s.")));
    }

    private Optional<Change> range(Rules today) {
        int widest = KernelSettings.WIDEST_RANGE
                - settings.map(KernelSettings::reservedOfWidestRange).orElse(0);
        boolean wider = today.ports().isPresent() && today.ports().getAsInt() < widest * 9 / 10;
        return !wider
                ? Optional.empty()
                : Optional.of(new Change(
                        Kind.WIDER_RANGE,
                        "ip_local_port_range 1024-65535",
                        today.withPorts(widest),
                        List.of("no port of it is in use otherwise but for ip_local_reserved_ports.")));
    }

    private boolean reusesToday() {
        return !boundFirst
                && settings.map(all -> all.reusesTimeWait(destination)).orElse(false);
    }
}
