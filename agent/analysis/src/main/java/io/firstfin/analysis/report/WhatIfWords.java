package io.firstfin.analysis.report;

import io.firstfin.analysis.finding.Figures;
import io.firstfin.analysis.whatif.Outcome;
import io.firstfin.analysis.whatif.WhatIf;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the reports say around the tables of changes. */
public final class WhatIfWords {

    /** What the columns mean. */
    private static final String LEGEND = "Ports: those needed at the peak; \"recorded\" by the"
            + " connections of this recording alone, \"going on\" if it goes on like this for"
            + " minutes. Share: of the ports there are, if it goes on. Runs out: at so many"
            + " connections a second, counted as today, should the load grow and keep its shape.";

    /** Below this part of the ports no change is worth a table. */
    private static final double HARMLESS = 0.01;

    private WhatIfWords() {}

    /** What the columns mean, and how many destinations have no table. */
    public static String legend(Report report) {
        int others = report.model().connections().workloads().size()
                - report.whatIf().size();
        return LEGEND
                + (others <= 0
                        ? ""
                        : " Without a table: "
                                + Figures.count(others, "other destination") + " that "
                                + (others == 1 ? "takes" : "take") + " fewer ports.");
    }

    /** Why there is no table; empty where there is one. */
    public static String withoutTable(List<WhatIf> all) {
        if (all.isEmpty()) {
            return "No connection to a destination was recorded: there is nothing to replay.";
        }
        Outcome today = all.get(0).today();
        return today.share().orElse(1) >= HARMLESS
                ? ""
                : "No change is needed for the sake of ports. If it goes on like this, the"
                        + " connections to " + all.get(0).destination().label() + " take "
                        + Figures.count(today.peakProjected()) + " of "
                        + Figures.count(today.ports().orElseThrow()) + " ports at the peak.";
    }

    /** What was replayed. */
    public static String title(WhatIf one) {
        return Figures.count(one.load().connections(), "connection") + " to "
                + one.destination().label() + " in " + Figures.span(one.load().observed())
                + ", replayed under one change at a time:";
    }

    /** What the outcomes rest on. What several of them do is told once, with the first of them. */
    public static List<String> assumptions(WhatIf one) {
        Map<List<String>, String> labels = new LinkedHashMap<>();
        one.outcomes()
                .forEach(outcome -> labels.putIfAbsent(
                        outcome.assumptions(), outcome.label().split(",")[0]));
        return labels.entrySet().stream()
                .map(entry -> entry.getValue() + ": " + String.join(" ", entry.getKey()))
                .toList();
    }
}
