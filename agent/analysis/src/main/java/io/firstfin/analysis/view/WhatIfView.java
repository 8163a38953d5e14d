package io.firstfin.analysis.view;

import io.firstfin.analysis.finding.AffectedDestination;
import io.firstfin.analysis.finding.Figures;
import io.firstfin.analysis.finding.Finding;
import io.firstfin.analysis.finding.FindingId;
import io.firstfin.analysis.finding.Severity;
import io.firstfin.analysis.whatif.Outcome;
import io.firstfin.analysis.whatif.WhatIf;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The ports that the recorded connections would take under each change, next to today's.
 *
 * @param why why the tables need not be shown; empty where they must
 * @param legend what their columns mean, and how many destinations have no table
 */
public record WhatIfView(String why, String legend, List<Table> tables) {

    private static final String LEGEND = "Ports: those needed at the peak; \"recorded\" by the connections of this"
            + " recording alone, \"going on\" if it goes on like this for minutes. Share: of the ports there are, if it"
            + " goes on. Runs out: at so many connections a second, counted as today, should the load grow and keep its"
            + " shape.";

    private static final Set<FindingId> OF_PORTS = EnumSet.of(FindingId.PORTS_EXHAUSTED, FindingId.PORT_BUDGET);

    /** Below this part of the ports no change is worth a table. */
    private static final double HARMLESS = 0.01;

    /** No machine opens more: at such a rate something else is used up before the ports are. */
    private static final double BEYOND_ALL = 100_000;

    /**
     * The changes for one destination.
     *
     * @param place its number, from 0
     * @param title what was replayed
     * @param assumptions what the outcomes depend on; what several of them assume is written once, with the
     *     first of them
     */
    public record Table(WhatIf whatIf, int place, String title, List<Row> rows, List<String> assumptions) {}

    /**
     * What a change would give.
     *
     * @param change the change in a few words
     * @param opened new connections a second
     * @param recorded ports needed at the peak by this recording alone
     * @param goingOn the same if it goes on
     * @param share of the ports there are; "-" when their number is unknown
     * @param runsOut at how many connections a second the ports run out; "-" when unknown
     * @param bars the ports that are needed, and those left of the ones there are; the same length is the
     *     same share in all rows, however many ports each has
     */
    public record Row(
            Outcome outcome,
            String change,
            String opened,
            String recorded,
            String goingOn,
            String share,
            String runsOut,
            List<Bar> bars) {}

    public static WhatIfView of(Report report) {
        List<WhatIf> all = report.whatIf();
        int others = report.model().connections().workloads().size() - all.size();
        return new WhatIfView(
                withoutTable(report),
                LEGEND
                        + (others <= 0
                                ? ""
                                : " Without a table: "
                                        + Figures.count(others, "other destination") + " that "
                                        + (others == 1 ? "takes" : "take") + " fewer ports."),
                all.stream().map(one -> table(report, one, all.indexOf(one))).toList());
    }

    private static String withoutTable(Report report) {
        List<WhatIf> all = report.whatIf();
        if (all.isEmpty()) {
            return "No connection to a destination was recorded: there is nothing to replay.";
        }
        Outcome today = all.get(0).today();
        if (today.share().orElse(1) < HARMLESS && arePortsShort(report)) {
            return "Ports are short, and not for the connections of this recording: they would take "
                    + Figures.count(today.peakProjected()) + " of "
                    + Figures.count(today.ports().orElseThrow())
                    + " ports at the peak. "
                    + (leaks(report, all.get(0)) > 0
                            ? "Connections that are never closed hold the others (CLOSE_WAIT_LEAK): keep-alive does"
                                    + " not cure a leak, nor does any other change than to close them."
                            : "What holds the others was opened before, or by another process: it cannot be replayed.");
        }
        return today.share().orElse(1) >= HARMLESS
                ? ""
                : "No change is needed for the sake of ports. If it goes on like this, the connections"
                        + " to " + all.get(0).destination().label() + " take "
                        + Figures.count(today.peakProjected()) + " of "
                        + Figures.count(today.ports().orElseThrow()) + " ports at the peak.";
    }

    private static boolean arePortsShort(Report report) {
        return report.findings().stream()
                .anyMatch(finding -> finding.severity() != Severity.INFO && OF_PORTS.contains(finding.id()));
    }

    /** Connections to a destination that our code never closes. */
    private static long leaks(Report report, WhatIf one) {
        return report.findings().stream()
                .filter(finding -> finding.id() == FindingId.CLOSE_WAIT_LEAK)
                .flatMap(finding -> finding.destinations().stream())
                .filter(affected ->
                        affected.destination().label().equals(one.destination().label())
                                && affected.destination()
                                        .network()
                                        .equals(one.destination().network()))
                .mapToLong(AffectedDestination::count)
                .sum();
    }

    private static Table table(Report report, WhatIf one, int place) {
        double most = one.outcomes().stream()
                .mapToDouble(outcome -> outcome.share().orElse(0))
                .max()
                .orElse(0);
        String title = Figures.count(one.load().connections(), "connection") + " to "
                + one.destination().label() + " in " + Figures.span(one.load().observed())
                + ", replayed under one change at a time:";
        return new Table(
                one,
                place,
                title,
                one.outcomes().stream()
                        .map(outcome -> row(outcome, Math.max(1, most)))
                        .toList(),
                assumptions(report, one));
    }

    private static List<String> assumptions(Report report, WhatIf one) {
        List<String> assumptions = new ArrayList<>();
        long leaks = leaks(report, one);
        if (leaks > 0) {
            assumptions.add("all of them: " + Figures.count(leaks, "connection")
                    + (leaks == 1 ? " is" : " are")
                    + " never closed (CLOSE_WAIT_LEAK). Keep-alive does not cure a leak,"
                    + " nor does any other change of this table: "
                    + (leaks == 1 ? "it keeps its port" : "they keep their ports") + " until our code closes.");
        }
        report.findings().stream()
                .filter(finding -> finding.destinations().stream()
                        .anyMatch(affected -> affected.destination().equals(one.destination())))
                .flatMap(finding -> againstKeepAlive(finding).stream())
                .distinct()
                .map(why -> "keep-alive: " + why)
                .forEach(assumptions::add);
        Map<List<String>, String> labels = new LinkedHashMap<>();
        one.outcomes()
                .forEach(outcome -> labels.putIfAbsent(
                        outcome.assumptions(), outcome.label().split(",")[0]));
        labels.forEach((texts, label) -> assumptions.add(label + ": " + String.join(" ", texts)));
        return List.copyOf(assumptions);
    }

    /** What has to change before a pool of ours can keep connections as the replay does. */
    private static Optional<String> againstKeepAlive(Finding finding) {
        return switch (finding.id()) {
            case PEER_LIMITS_REQUESTS ->
                Optional.of(
                        "the peer ends a connection after " + finding.evidence().get("requestLimit")
                                + " requests (PEER_LIMITS_REQUESTS). Unless it allows more of them, more connections are"
                                + " needed.");
            case PEER_LIMITS_IDLE_TIME ->
                Optional.of("the peer ends a connection that was idle for "
                        + Figures.span(
                                Duration.ofMillis(((Number) finding.evidence().get("shortestIdleMillis")).longValue()))
                        + " (PEER_LIMITS_IDLE_TIME). Unless it waits longer, none is idle for longer.");
            case REDIRECT_ENDS_CONNECTION ->
                Optional.of("a redirect ends a connection (REDIRECT_ENDS_CONNECTION), as long as it is asked for.");
            default -> Optional.empty();
        };
    }

    private static Row row(Outcome outcome, double most) {
        return new Row(
                outcome,
                outcome.label(),
                Figures.measured(outcome.opensPerSecond()),
                Figures.count(outcome.peakRecorded()),
                Figures.count(outcome.peakProjected()),
                outcome.share().isEmpty()
                        ? "-"
                        : Figures.percent(outcome.share().getAsDouble()),
                runsOut(outcome),
                bars(outcome, most));
    }

    private static String runsOut(Outcome outcome) {
        if (outcome.runsOutAt().isEmpty()) {
            return "-";
        }
        double rate = outcome.runsOutAt().getAsDouble();
        return rate > BEYOND_ALL ? ">" + Figures.count((long) BEYOND_ALL) + "/s" : Figures.measured(rate) + "/s";
    }

    /** Ports beyond those there are have a kind of their own. Where their number is unknown, there is no bar. */
    private static List<Bar> bars(Outcome outcome, double most) {
        if (outcome.share().isEmpty()) {
            return List.of();
        }
        double needed = outcome.share().getAsDouble() / most;
        double there = 1 / most;
        return needed <= there
                ? List.of(new Bar("there", 0, there), new Bar("us", 0, needed))
                : List.of(new Bar("us", 0, there), new Bar("beyond", there, needed - there));
    }
}
