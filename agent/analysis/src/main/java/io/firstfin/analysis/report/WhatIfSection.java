package io.firstfin.analysis.report;

import io.firstfin.analysis.finding.Figures;
import io.firstfin.analysis.whatif.Outcome;
import io.firstfin.analysis.whatif.WhatIf;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The ports that the recorded connections would take under each change, next to today's. */
final class WhatIfSection {

    /** Below this part of the ports no change is worth a table. */
    private static final double HARMLESS = 0.01;

    /** No machine opens more: at such a rate something else is used up before the ports are. */
    private static final double BEYOND_ALL = 100_000;

    private WhatIfSection() {}

    static String render(List<WhatIf> all) {
        if (all.isEmpty()) {
            return "No connection to a destination was recorded: there is nothing to replay.\n";
        }
        Outcome today = all.get(0).today();
        if (today.share().orElse(1) < HARMLESS) {
            return Lines.wrap("", "No change is needed for the sake of ports. If it goes on like"
                    + " this, the connections to " + all.get(0).destination().label()
                    + " take " + Figures.count(today.peakProjected()) + " of "
                    + Figures.count(today.ports().orElseThrow()) + " ports at the peak.");
        }
        return all.stream().map(WhatIfSection::render).collect(Collectors.joining("\n"))
                + Lines.wrap("", "Ports: those needed at the peak; \"recorded\" by the connections of"
                        + " this recording alone, \"going on\" if it goes on like this for minutes."
                        + " Share: of the ports there are, if it goes on. Runs out: at so many"
                        + " connections a second, counted as today, should the load grow and keep"
                        + " its shape.");
    }

    private static String render(WhatIf one) {
        String title = Figures.count(one.load().connections(), "connection") + " to "
                + one.destination().label() + " in " + Figures.span(one.load().observed())
                + ", replayed under one change at a time:";
        TextTable table = new TextTable().text("Change", 31).number("Opened/s", 9)
                .number("Ports recorded", 14).number("Going on", 9).number("Share", 8)
                .number("Runs out", 11);
        one.outcomes().forEach(outcome -> table.row(outcome.label(),
                Figures.measured(outcome.opensPerSecond()),
                Figures.count(outcome.peakRecorded()),
                Figures.count(outcome.peakProjected()),
                outcome.share().isEmpty() ? "-" : Figures.percent(outcome.share().getAsDouble()),
                runsOut(outcome)));
        return Lines.wrap("", title) + table.render() + assumptions(one);
    }

    private static String runsOut(Outcome outcome) {
        if (outcome.runsOutAt().isEmpty()) {
            return "-";
        }
        double rate = outcome.runsOutAt().getAsDouble();
        return rate > BEYOND_ALL ? ">" + Figures.count((long) BEYOND_ALL) + "/s"
                : Figures.measured(rate) + "/s";
    }

    /** What several outcomes rest on is told once. */
    private static String assumptions(WhatIf one) {
        Map<List<String>, String> labels = new LinkedHashMap<>();
        one.outcomes().forEach(outcome ->
                labels.putIfAbsent(outcome.assumptions(), outcome.label().split(",")[0]));
        return labels.entrySet().stream()
                .map(entry -> Lines.wrap("  - ", entry.getValue() + ": "
                        + String.join(" ", entry.getKey())))
                .collect(Collectors.joining());
    }
}
