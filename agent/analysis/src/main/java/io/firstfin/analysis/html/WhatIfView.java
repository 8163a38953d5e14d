package io.firstfin.analysis.html;

import io.firstfin.analysis.report.WhatIfRow;
import io.firstfin.analysis.report.WhatIfWords;
import io.firstfin.analysis.whatif.Outcome;
import io.firstfin.analysis.whatif.WhatIf;
import java.util.List;

/**
 * The ports that the recorded connections would take under each change, next to today's.
 *
 * @param why why there is no table; empty where there are some
 * @param legend what their columns mean
 */
record WhatIfView(String why, String legend, List<Table> tables) {

    /**
     * The changes for one destination.
     *
     * @param place tells it from the others
     * @param assumptions what the outcomes rest on
     */
    record Table(int place, String title, List<Row> rows, List<String> assumptions) {}

    /**
     * A change.
     *
     * @param bars the ports there are, and upon them those that are needed
     */
    record Row(WhatIfRow words, List<Bar> bars) {}

    static WhatIfView of(List<WhatIf> all) {
        String why = WhatIfWords.withoutTable(all);
        return new WhatIfView(why, WhatIfWords.LEGEND,
                why.isEmpty() ? all.stream().map(one -> table(one, all.indexOf(one))).toList()
                        : List.of());
    }

    private static Table table(WhatIf one, int place) {
        double scale = one.outcomes().stream().mapToDouble(outcome ->
                Math.max(outcome.peakProjected(), outcome.ports().orElse(0))).max().orElse(0);
        return new Table(place, WhatIfWords.title(one), one.outcomes().stream()
                .map(outcome -> new Row(WhatIfRow.of(outcome), bars(outcome, Math.max(1, scale))))
                .toList(), WhatIfWords.assumptions(one));
    }

    /** What is needed beyond the ports there are has a style of its own. */
    private static List<Bar> bars(Outcome outcome, double scale) {
        double needed = outcome.peakProjected() / scale;
        if (outcome.ports().isEmpty()) {
            return List.of(Bar.of("us", 0, needed));
        }
        double there = outcome.ports().getAsInt() / scale;
        return needed <= there
                ? List.of(Bar.of("there", 0, there), Bar.of("us", 0, needed))
                : List.of(Bar.of("us", 0, there), Bar.of("beyond", there, needed - there));
    }
}
