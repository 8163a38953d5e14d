package io.firstfin.analysis.view;

import io.firstfin.analysis.finding.AffectedDestination;
import io.firstfin.analysis.finding.Figures;
import io.firstfin.analysis.finding.Severity;
import io.firstfin.analysis.model.BudgetSeries;
import io.firstfin.analysis.model.Destination;
import io.firstfin.analysis.model.DestinationUse;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.PortSide;
import io.firstfin.analysis.model.RateBins;
import io.firstfin.analysis.model.TimeSeries;
import io.firstfin.analysis.model.Timeline;
import io.firstfin.analysis.model.TimelineKind;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What happened when.
 *
 * @param begin when the charts begin
 * @param step how long each of their steps is
 * @param subjects what the charts can show, each destination once: first what is in trouble, then the most expensive;
 *     none where nothing happened and the kernel was not asked
 */
public record TimelineView(Timeline timeline, String begin, String step, List<Subject> subjects) {

    private static final int DESTINATIONS = 8;
    private static final int PORTS = 6;
    private static final List<TimelineKind> HAPPENINGS = List.of(TimelineKind.values());

    /**
     * All connections, those to a destination, or a pool of binds before connect.
     *
     * @param place its number, from 0
     * @param destination where they lead; empty for all connections
     * @param connections what happened to them; empty where only ports are known
     * @param capacity the local ports there are; empty where that does not bound it
     * @param counted what the kernel counted in TIME_WAIT in each step, in the whole network namespace; empty where it
     *     was not asked, or where TIME_WAIT of the subject itself is known
     * @param budget what the kernel showed of their ports; empty where it was not asked
     */
    public record Subject(
            int place,
            String label,
            Optional<Destination> destination,
            Optional<TimeSeries> connections,
            OptionalInt capacity,
            List<Integer> counted,
            Optional<BudgetSeries> budget) {

        /** Whether any of our closes is known to have left a TIME_WAIT here. */
        public boolean hasTimeWait() {
            return connections
                    .map(all -> all.total(TimelineKind.TIME_WAIT_BEGAN) > 0)
                    .orElse(false);
        }

        private boolean isEmpty() {
            return budget.isEmpty()
                    && counted.stream().noneMatch(count -> count > 0)
                    && connections.stream().allMatch(all -> HAPPENINGS.stream().allMatch(what -> all.total(what) == 0));
        }

        private Subject named(int number, String name) {
            return new Subject(number, name, destination, connections, capacity, counted, budget);
        }
    }

    /** Of a report; its findings say what is in trouble. */
    public static TimelineView of(Report report) {
        Timeline timeline = report.model().timeline();
        List<Subject> subjects = new ArrayList<>(destinations(report.model()));
        subjects.addAll(ports(report.model(), subjects));
        List<Destination> troubled = report.findings().stream()
                .filter(finding -> finding.severity() != Severity.INFO)
                .flatMap(finding -> finding.destinations().stream())
                .map(AffectedDestination::destination)
                .toList();
        subjects.sort(Comparator.comparingInt(subject -> trouble(subject, troubled)));
        List<Subject> shown = new ArrayList<>(subjects.stream()
                .filter(subject -> subject.connections().isPresent())
                .limit(DESTINATIONS)
                .toList());
        shown.addAll(subjects.stream()
                .filter(subject -> subject.connections().isEmpty())
                .limit(PORTS)
                .toList());
        shown.sort(Comparator.comparingInt(subjects::indexOf));
        Subject all = all(report.model(), shown);
        shown.add(all);
        shown.removeIf(Subject::isEmpty);
        List<Destination> known = Stream.concat(
                        report.model().destinations().stream().map(DestinationUse::destination),
                        shown.stream().flatMap(subject -> subject.destination().stream()))
                .toList();
        return new TimelineView(
                timeline,
                timeline.from().truncatedTo(ChronoUnit.SECONDS).toString(),
                Figures.span(timeline.step()),
                IntStream.range(0, shown.size())
                        .mapToObj(place -> shown.get(place).named(place, label(shown.get(place), known)))
                        .toList());
    }

    /** The bins that the rates of a subject are counted in. */
    public RateBins rates(TimeSeries connections) {
        return RateBins.of(timeline, connections);
    }

    /** The subject that shows a destination. */
    public Optional<Subject> subject(Destination destination) {
        return subjects.stream()
                .filter(subject ->
                        subject.destination().filter(destination::equals).isPresent())
                .findFirst();
    }

    /** Where ports ran out, then where a finding leads, then all others; the lowest is the worst. */
    private static int trouble(Subject subject, List<Destination> troubled) {
        if (subject.budget().filter(ports -> !ports.failures().isEmpty()).isPresent()
                || subject.connections()
                        .filter(all -> all.total(TimelineKind.OUT_OF_PORTS) > 0)
                        .isPresent()) {
            return -1;
        }
        int found = subject.destination().map(troubled::indexOf).orElse(-1);
        return found < 0 ? troubled.size() : found;
    }

    private static List<Subject> destinations(Model model) {
        Timeline timeline = model.timeline();
        return model.destinations().stream()
                .filter(use -> timeline.of(use.destination()).isPresent())
                .map(use -> destination(use, timeline))
                .toList();
    }

    private static Subject destination(DestinationUse use, Timeline timeline) {
        Destination to = use.destination();
        TimeSeries connections = timeline.of(to).orElseThrow();
        Optional<BudgetSeries> budget = budgets(timeline)
                .filter(ports -> ports.side() == PortSide.CLIENT && isSameEnd(ports.destination(), to))
                .min(Comparator.comparing(ports -> !ports.destination().equals(to)));
        boolean noTimeWait = connections.total(TimelineKind.TIME_WAIT_BEGAN) == 0
                && budget.stream()
                        .flatMap(ports -> ports.looks().values().stream())
                        .noneMatch(sample -> sample.timeWait() > 0);
        return new Subject(
                0,
                "",
                Optional.of(to),
                Optional.of(connections),
                use.ports(),
                noTimeWait ? timeline.timeWaitCounted().getOrDefault(to.network(), List.of()) : List.of(),
                budget);
    }

    /** Budgets of ports that belong to none of these subjects; where several JVMs sampled one, it is the same kernel's. */
    private static List<Subject> ports(Model model, List<Subject> destinations) {
        List<BudgetSeries> others = new ArrayList<>();
        for (BudgetSeries ports : budgets(model.timeline()).toList()) {
            boolean known = ports.side() == PortSide.SERVER
                    || ports.side() == PortSide.CLIENT
                            && destinations.stream()
                                    .anyMatch(one -> isSameEnd(
                                            ports.destination(),
                                            one.destination().orElseThrow()))
                    || others.stream()
                            .anyMatch(other -> other.side() == ports.side()
                                    && isSameEnd(ports.destination(), other.destination()));
            if (!known) {
                others.add(ports);
            }
        }
        return others.stream()
                .sorted(Comparator.comparing(ports -> ports.side() == PortSide.CLIENT))
                .map(ports -> new Subject(
                        0,
                        "",
                        Optional.of(ports.destination()),
                        Optional.empty(),
                        OptionalInt.empty(),
                        List.of(),
                        Optional.of(ports)))
                .toList();
    }

    private static Subject all(Model model, List<Subject> shown) {
        Timeline timeline = model.timeline();
        long others = model.destinations().stream()
                .map(DestinationUse::destination)
                .filter(to -> shown.stream()
                        .noneMatch(one -> one.destination().filter(to::equals).isPresent()))
                .count();
        return new Subject(
                0,
                "all connections"
                        + (others == 0
                                ? ""
                                : ", " + Figures.count(others, "destination") + " without a chart included"),
                Optional.empty(),
                Optional.of(timeline.all()),
                OptionalInt.empty(),
                timeline.timeWaitCounted().size() == 1
                        ? timeline.timeWaitCounted().values().iterator().next()
                        : List.of(),
                Optional.empty());
    }

    /** Those of which the kernel showed a socket, or in which a call found no port; the fullest first. */
    private static Stream<BudgetSeries> budgets(Timeline timeline) {
        return timeline.budgets().stream()
                .filter(ports -> !ports.failures().isEmpty()
                        || ports.looks().values().stream().anyMatch(sample -> sample.held() > 0));
    }

    /** A budget may be recorded without our own address. */
    private static boolean isSameEnd(Destination one, Destination other) {
        return one.role() == other.role()
                && one.port() == other.port()
                && one.address().equals(other.address())
                && one.network().equals(other.network())
                && (one.source().equals(other.source())
                        || one.source().isEmpty()
                        || other.source().isEmpty());
    }

    /** With what tells it apart from others of the same address. */
    private static String label(Subject subject, List<Destination> all) {
        if (subject.destination().isEmpty()) {
            return subject.label();
        }
        Destination to = subject.destination().get();
        if (subject.budget().filter(ports -> ports.side() == PortSide.BIND).isPresent()) {
            return "binds before connect" + (to.source().isEmpty() ? "" : " from " + to.source());
        }
        List<Destination> alike =
                all.stream().filter(other -> other.label().equals(to.label())).toList();
        boolean sources = alike.stream().map(Destination::source).distinct().count() > 1;
        boolean networks = alike.stream().map(Destination::network).distinct().count() > 1;
        return to.label()
                + (sources && !to.source().isEmpty() ? " from " + to.source() : "")
                + (networks ? " in " + to.network() : "");
    }
}
