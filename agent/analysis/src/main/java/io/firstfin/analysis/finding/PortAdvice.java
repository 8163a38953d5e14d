package io.firstfin.analysis.finding;

import io.firstfin.analysis.model.CloseGroup;
import io.firstfin.analysis.model.Destination;
import io.firstfin.analysis.model.KernelSettings;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.Network;
import io.firstfin.analysis.model.OpenGroup;
import io.firstfin.analysis.model.PortCount;
import io.firstfin.analysis.model.TimeWaitProjection;
import io.firstfin.analysis.model.WaitingClose;
import io.firstfin.verdict.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What helps a client that runs out of local ports, the best first: connections that live need no
 * ports, and what only shifts the limit comes last.
 */
final class PortAdvice {

    private static final String FIND_OUT = "Find out what stops keep-alive: \"Connection: close\" from either side,"
            + " bodies not read to their end, or a new client for each request.";

    private static final String FIND_OUT_WITHOUT_HTTP =
            "Find out in the code that closes them why each connection is given up after a short use.";

    private static final String SEE_OTHERS = "See first what else runs in this network namespace: other processes hold"
            + " most of these ports (\"ss -tanp\").";

    private static final String NO_REUSE =
            "net.ipv4.tcp_tw_reuse would not help: it is for connects, and these sockets take their port by bind.";

    private PortAdvice() {}

    /**
     * @param cause what uses up ports; the advice fits its worst destination
     * @param why why those connections were closed that use up the ports
     * @param held what the kernel showed on the ports of the worst destination, where it was asked
     */
    static List<String> of(Cause cause, Model model, WhyClosed why, Optional<PortCount> held) {
        Optional<List<WaitingClose>> leak = held.flatMap(count -> PortHolders.leak(cause.worst(), count, model));
        if (leak.isPresent()) {
            return ofLeak(leak.get());
        }
        if (held.isPresent() && !PortHolders.isUsedHere(cause.worst(), held.get(), model)) {
            return List.of("See what else runs in this network namespace (\"ss -tanp\"): this JVM was not seen to"
                    + " connect there.");
        }
        List<String> advice = new ArrayList<>();
        held.filter(PortHolders::isMostlyOfOthers).ifPresent(count -> advice.add(SEE_OTHERS));
        if (held.filter(PortHolders::isMostlyOpenHere).isPresent()) {
            advice.add("Bound the connections to " + cause.labelInAdvice()
                    + ": open ones hold most of the ports, not TIME_WAIT.");
            moreDestinations(cause, model, advice);
            model.recordings().network(cause.worst()).settings().ifPresent(settings -> widerRange(settings, advice));
        } else {
            againstTimeWait(cause, model, why, advice);
        }
        return List.copyOf(advice);
    }

    /** Ports that hold connections which our code never closes are no matter of keep-alive or of the kernel's settings. */
    private static List<String> ofLeak(List<WaitingClose> leak) {
        long count = leak.stream().mapToLong(WaitingClose::count).sum();
        String places = leak.stream()
                .map(WaitingClose::openedBy)
                .filter(place -> !place.isEmpty())
                .distinct()
                .limit(Thresholds.NAMED)
                .collect(Collectors.joining(", "));
        return List.of(
                "Close what the peer has closed: " + Figures.count(count) + " of these connections wait for our close"
                        + (places.isEmpty() ? "" : ", opened in " + places) + ".",
                "More ports only delay the end: each connection that is never closed takes another one.");
    }

    private static void againstTimeWait(Cause cause, Model model, WhyClosed why, List<String> advice) {
        Destination destination = cause.worst();
        Network network = model.recordings().network(destination);
        advice.add("Keep connections to " + cause.labelInAdvice() + " alive and share them in a pool.");
        List<String> changes = why.changes(Role.CLIENT).toList();
        advice.addAll(
                !changes.isEmpty()
                        ? changes
                        : List.of(
                                isHttp(model, group -> cause.mayConcern(group.destination()))
                                        ? FIND_OUT
                                        : FIND_OUT_WITHOUT_HTTP));
        advice.add("Let the peer close first: its TIME_WAIT takes no port of a listening server, only about 0.25 KB of"
                + " memory.");
        moreDestinations(cause, model, advice);
        network.settings().ifPresent(settings -> {
            widerRange(settings, advice);
            advice.add(bindsFirst(destination, model) ? NO_REUSE : reuse(destination, settings));
        });
        advice.add(notThis(network));
    }

    private static void moreDestinations(Cause cause, Model model, List<String> advice) {
        advice.add(
                bindsFirst(cause.worst(), model)
                        ? "Connect without binding first: then each destination has a budget of its own."
                        : "Use more destinations: each further address or port of the peer has a budget of its own.");
    }

    /** Whether any of some closes is of an HTTP client or server: advice on what is not HTTP has no words of HTTP. */
    static boolean isHttp(Model model, Predicate<CloseGroup> which) {
        return model.connections().closes().stream()
                .filter(which)
                .anyMatch(group -> group.requests().connections() > 0
                        || !group.why().program().isEmpty());
    }

    /**
     * Whether the sockets that connect to a destination are bound before. Then tcp_tw_reuse is of no use, since it is
     * for the ports that connect itself takes: {@code __inet_hash_connect} of {@code net/ipv4/inet_hashtables.c}. And
     * all destinations share the ports.
     */
    static boolean bindsFirst(Destination destination, Model model) {
        List<OpenGroup> opens = model.connections().opens().stream()
                .filter(group -> PortUsageText.sameEnd(group.destination(), destination))
                .toList();
        long all = opens.stream().mapToLong(OpenGroup::count).sum();
        long bound = opens.stream()
                .filter(OpenGroup::boundFirst)
                .mapToLong(OpenGroup::count)
                .sum();
        return bound > Thresholds.BINDS_FIRST * all;
    }

    /** What people are told to do and should not, on this kernel. */
    static String notThis(Network network) {
        boolean recycles = network.settings().map(all -> all.isBefore(4, 12)).orElse(false);
        return "Not this: "
                + (recycles
                        ? "tcp_tw_recycle drops connections from behind NAT (Linux 4.12 removed it),"
                        : "tcp_tw_recycle is gone since Linux 4.12,")
                + " tcp_fin_timeout does not shorten TIME_WAIT, a lower tcp_max_tw_buckets lets old segments into new"
                + " connections, and SO_LINGER 0 loses data that was not delivered yet.";
    }

    private static void widerRange(KernelSettings settings, List<String> advice) {
        int widest = KernelSettings.WIDEST_RANGE;
        if (settings.ephemeralPorts() > 0 && settings.ephemeralPorts() < Thresholds.WIDE_RANGE * widest) {
            advice.add("Widen net.ipv4.ip_local_port_range" + range(settings)
                    + ": 1024-65535 has "
                    + Figures.count(widest) + " ports, for " + perSecond(widest)
                    + " connections a second. Reserve the listening ports in it (ip_local_reserved_ports).");
        }
    }

    private static String range(KernelSettings settings) {
        return settings.firstPort() < 0 || settings.lastPort() < 0
                ? ""
                : " (now " + settings.firstPort() + "-" + settings.lastPort() + reserved(settings) + ")";
    }

    private static String reserved(KernelSettings settings) {
        return settings.reservedPorts().isEmpty() ? "" : " less " + settings.reservedPorts();
    }

    private static String reuse(Destination destination, KernelSettings settings) {
        String now = "net.ipv4.tcp_tw_reuse is " + settings.twReuse();
        String delay = Figures.span(settings.reuseDelay());
        if (settings.timestamps() == 0) {
            return "net.ipv4.tcp_tw_reuse would not help: it needs tcp_timestamps, which is 0.";
        }
        if (settings.twReuse() < 0) {
            return "net.ipv4.tcp_tw_reuse=1 may help; what it is now was not recorded.";
        }
        if (settings.reusesTimeWait(destination)) {
            return now + ": connect already takes over a port after " + delay
                    + " in TIME_WAIT, which helps connects only, not binds.";
        }
        return "net.ipv4.tcp_tw_reuse=1 (now " + settings.twReuse()
                + (settings.twReuse() == 2 ? ", loopback only" : "")
                + ") lets connect take over a port after " + delay + " in TIME_WAIT instead of "
                + TimeWaitProjection.SECONDS + " s" + gain(settings)
                + ". Both ends need timestamps; it does nothing for servers.";
    }

    private static String gain(KernelSettings settings) {
        double delay = settings.reuseDelay().toNanos() / 1e9;
        return settings.ephemeralPorts() <= 0 || delay <= 0
                ? ""
                : ": up to " + Figures.count(Math.round(settings.ephemeralPorts() / delay)) + " a second instead of "
                        + perSecond(settings.ephemeralPorts());
    }

    /** Connections a second that so many ports allow when we always close first. */
    static String perSecond(int ports) {
        return Figures.count(ports / TimeWaitProjection.SECONDS);
    }
}
