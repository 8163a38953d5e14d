package io.firstfin.analysis.finding;

import io.firstfin.analysis.model.FinWait2;
import io.firstfin.analysis.model.KernelSettings;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.Network;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** FIN_WAIT2: held by our half-close, or left to the kernel by our close. The two are told apart. */
final class FinWait2Rule implements Rule {

    @Override
    public Stream<Finding> findings(Model model) {
        return Stream.concat(held(model), orphaned(model));
    }

    private static Stream<Finding> held(Model model) {
        List<FinWait2> all =
                model.ports().finWait2().stream().filter(FinWait2::held).toList();
        long count = all.stream().mapToLong(FinWait2::count).sum();
        if (count == 0) {
            return Stream.empty();
        }
        long never = all.stream().mapToLong(FinWait2::neverClosed).sum();
        Duration longest = all.stream()
                .map(FinWait2::longest)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        Optional<FinWait2> most =
                all.stream().filter(group -> group.site().isKnown()).max(Comparator.comparingLong(FinWait2::count));
        Optional<FinWait2> opened = all.stream()
                .filter(group -> !group.openedBy().isEmpty())
                .max(Comparator.comparingLong(FinWait2::count));
        String statement = Figures.count(count, "connection") + " stayed half-closed by our"
                + " shutdownOutput for 1 s or longer, the longest for " + Figures.span(longest)
                + ": FIN_WAIT2 until the peer closes. " + Figures.count(never)
                + " of them had no close in the recording."
                + most.map(group -> " "
                                + Figures.count(group.count()) + " of them were half-closed in "
                                + group.site().label() + ".")
                        .orElse("")
                + opened.map(group -> " " + Figures.count(group.count()) + " of them" + opener(group))
                        .orElse("");
        Evidence evidence = new Evidence()
                .with("connections", count)
                .with("neverClosed", never)
                .millis("longestMillis", longest);
        most.ifPresent(group -> evidence.with("halfCloser", group.site().label()));
        opened.ifPresent(group -> evidence.with("opener", group.openedBy())
                .with("openedThere", group.count())
                .with("destination", group.destination().label()));
        return Stream.of(new Finding(
                FindingId.FIN_WAIT2_HELD,
                Severity.WARNING,
                statement,
                evidence.values(),
                List.of(
                        "Close after the answer, and bound the wait for it by a read timeout.",
                        "tcp_fin_timeout does not end it: the socket is still held by our code.")));
    }

    private static String opener(FinWait2 group) {
        return switch (group.destination().role()) {
            case CLIENT -> " led to " + group.destination().label() + ", opened in " + group.openedBy() + ".";
            case SERVER -> " came to " + group.destination().label() + ", accepted in " + group.openedBy() + ".";
            case UNKNOWN -> " were opened in " + group.openedBy() + ".";
        };
    }

    private static Stream<Finding> orphaned(Model model) {
        List<FinWait2> all =
                model.ports().finWait2().stream().filter(group -> !group.held()).toList();
        long count = all.stream().mapToLong(FinWait2::count).sum();
        if (count == 0) {
            return Stream.empty();
        }
        FinWait2 most =
                all.stream().max(Comparator.comparingLong(FinWait2::count)).orElseThrow();
        String statement = FindingText.were(count, "connection") + " in FIN_WAIT2 after our close, when"
                + " last looked at, " + Figures.count(most.count()) + " of them to "
                + most.destination().label() + ": the peer had not closed yet.";
        return Stream.of(new Finding(
                FindingId.FIN_WAIT2_ORPHANED,
                Severity.INFO,
                statement,
                new Evidence()
                        .with("connections", count)
                        .with("destination", most.destination().label())
                        .values(),
                List.of(
                        "Look at the peer: it is in CLOSE_WAIT and does not close.",
                        "The kernel gives them up after tcp_fin_timeout"
                                + timeout(model.recordings().network(most.destination()))
                                + ", which bounds this state and not TIME_WAIT.")));
    }

    private static String timeout(Network network) {
        return network.settings()
                .map(KernelSettings::finTimeout)
                .filter(time -> !time.isNegative())
                .map(time -> " (" + time.toSeconds() + " s)")
                .orElse("");
    }
}
