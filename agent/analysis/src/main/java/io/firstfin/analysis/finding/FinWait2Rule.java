package io.firstfin.analysis.finding;

import io.firstfin.analysis.model.Act;
import io.firstfin.analysis.model.CallSite;
import io.firstfin.analysis.model.Destination;
import io.firstfin.analysis.model.FinWait2;
import io.firstfin.analysis.model.KernelSettings;
import io.firstfin.analysis.model.Mark;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.Network;
import io.firstfin.verdict.Role;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** FIN_WAIT2: held by our half-close, or left to the kernel by our close. The two are told apart. */
final class FinWait2Rule implements Rule {

    /** Most clients with a pool do so, and no port of ours is taken. */
    private static final String KEPT_BY_CLIENTS =
            "Nothing has to change on our side: the clients' ends are in CLOSE_WAIT"
                    + " until their code closes, as where a pool keeps a connection that we gave up.";

    @Override
    public Stream<Finding> findings(Model model) {
        return Stream.concat(held(model), orphaned(model));
    }

    private static Stream<Finding> held(Model model) {
        return ShownFindings.of(
                model.ports().finWait2().stream()
                        .filter(group -> group.held() && group.count() > 0)
                        .collect(Collectors.groupingBy(
                                FinWait2Rule::halfCloser, LinkedHashMap::new, Collectors.toList()))
                        .values()
                        .stream()
                        .sorted(Comparator.comparingLong(
                                        (List<FinWait2> all) -> causeOf(all).count())
                                .reversed()),
                "call site",
                FinWait2Rule::held);
    }

    private static Stream<Finding> orphaned(Model model) {
        List<AffectedDestination> left = AffectedDestination.mostFirst(
                model.ports().finWait2().stream().filter(group -> !group.held() && group.count() > 0),
                FinWait2::destination,
                FinWait2::count);
        return ShownFindings.of(
                Causes.bySite(model, left, Causes.acts(Act.CLOSE, Mark.LEFT_IN_FIN_WAIT2)).stream(),
                "call site",
                cause -> orphaned(model, cause));
    }

    /** The call site that half-closed; without it the one that opened, or the port. */
    private static Object halfCloser(FinWait2 group) {
        Destination to = group.destination();
        Object place = group.site().isKnown()
                ? group.site()
                : group.openedBy().isEmpty() ? (Object) to.port() : group.openedBy();
        return List.of(to.role(), place);
    }

    private static Cause causeOf(List<FinWait2> all) {
        return Cause.of(all, FinWait2::destination, FinWait2::count);
    }

    private static Finding held(List<FinWait2> all) {
        Cause cause = causeOf(all);
        long never = all.stream().mapToLong(FinWait2::neverClosed).sum();
        Duration longest = Figures.longest(all.stream().map(FinWait2::longest));
        Optional<CallSite> site = Optional.of(all.get(0).site()).filter(CallSite::isKnown);
        Optional<FinWait2> opened = all.stream()
                .filter(group -> !group.openedBy().isEmpty())
                .max(Comparator.comparingLong(FinWait2::count));
        String statement = Figures.count(cause.count(), "connection") + " stayed half-closed by our shutdownOutput"
                + " for " + FindingText.seconds(Thresholds.HALF_CLOSED) + " or longer, the longest for "
                + Figures.span(longest)
                + ": FIN_WAIT2 until the peer closes. " + Figures.count(never)
                + " of them had no close in the recording."
                + site.map(known -> " All were half-closed in " + known.label() + ".")
                        .orElse("")
                + opened.map(group -> " " + Figures.count(group.count()) + " of them" + opener(group))
                        .orElse("")
                + cause.byDestination();
        Evidence evidence = new Evidence()
                .with("connections", cause.count())
                .with("neverClosed", never)
                .millis("longestMillis", longest);
        site.ifPresent(known -> evidence.with("halfCloser", known.label()));
        opened.ifPresent(group -> evidence.with("opener", group.openedBy()).with("openedThere", group.count()));
        return new Finding(
                FindingId.FIN_WAIT2_HELD,
                Severity.WARNING,
                statement,
                evidence.destination(cause),
                List.of(
                        "Close after the answer, and bound the wait for it by a read timeout.",
                        "tcp_fin_timeout does not end it: the socket is still held by our code."),
                cause);
    }

    private static String opener(FinWait2 group) {
        return switch (group.destination().role()) {
            case CLIENT -> " led to " + group.destination().label() + ", opened in " + group.openedBy() + ".";
            case SERVER -> " came to " + group.destination().label() + ", accepted in " + group.openedBy() + ".";
            case UNKNOWN -> " were opened in " + group.openedBy() + ".";
        };
    }

    private static Finding orphaned(Model model, Cause cause) {
        List<FinWait2> all = model.ports().finWait2().stream()
                .filter(group -> !group.held() && cause.concerns(group.destination()))
                .toList();
        Duration longest = Figures.longest(all.stream().map(FinWait2::longest));
        boolean server = cause.worst().role() == Role.SERVER;
        String statement = cause.connectionsWere() + " in FIN_WAIT2 for " + FindingText.seconds(Thresholds.HALF_CLOSED)
                + " or longer after our close, the longest for " + Figures.span(longest)
                + " when last sampled: the peer got our FIN and did not close meanwhile."
                + cause.where("closed") + cause.byDestination();
        return new Finding(
                FindingId.FIN_WAIT2_ORPHANED,
                !server && cause.count() >= Thresholds.LEFT_BY_PEER * model.closed() ? Severity.WARNING : Severity.INFO,
                statement,
                new Evidence()
                        .with("connections", cause.count())
                        .millis("longestMillis", longest)
                        .destination(cause)
                        .site("closer", cause.site()),
                List.of(
                        server ? KEPT_BY_CLIENTS : mend(cause),
                        "The kernel gives them up after tcp_fin_timeout"
                                + timeout(model.recordings().network(cause.worst()))
                                + ", which bounds this state and not TIME_WAIT."
                                + (server ? "" : " Until then each of them takes a local port.")),
                cause);
    }

    private static String mend(Cause cause) {
        boolean known = cause.worst().role() != Role.UNKNOWN;
        return cause.isSingle()
                ? "Mend the peer" + (known ? ", " + cause.label() : "")
                        + ": its end is in CLOSE_WAIT until its code closes."
                : "Mend the peers at " + cause.labelInAdvice()
                        + ": their ends are in CLOSE_WAIT until their code closes.";
    }

    private static String timeout(Network network) {
        return network.settings()
                .map(KernelSettings::finTimeout)
                .filter(time -> !time.isNegative())
                .map(time -> " (" + time.toSeconds() + " s)")
                .orElse("");
    }
}
