package io.firstfin.analysis.html;

import io.firstfin.analysis.report.Report;
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
     * @param bars the ports that are needed, and what is left of those there are; the same length
     *     is the same share in all rows, however many ports each has
     */
    record Row(WhatIfRow words, List<Bar> bars) {}

    static WhatIfView of(Report report) {
        List<WhatIf> all = report.whatIf();
        String why = WhatIfWords.withoutTable(all);
        return new WhatIfView(
                why,
                WhatIfWords.legend(report),
                why.isEmpty()
                        ? all.stream().map(one -> table(one, all.indexOf(one))).toList()
                        : List.of());
    }

    private static Table table(WhatIf one, int place) {
        double most = one.outcomes().stream()
                .mapToDouble(outcome -> outcome.share().orElse(0))
                .max()
                .orElse(0);
        return new Table(
                place,
                WhatIfWords.title(one),
                one.outcomes().stream()
                        .map(outcome -> new Row(WhatIfRow.of(outcome), bars(outcome, Math.max(1, most))))
                        .toList(),
                WhatIfWords.assumptions(one));
    }

    /**
     * What is needed beyond the ports there are has a style of its own. Where their number is
     * unknown there is nothing to draw.
     */
    private static List<Bar> bars(Outcome outcome, double most) {
        if (outcome.share().isEmpty()) {
            return List.of();
        }
        double needed = outcome.share().getAsDouble() / most;
        double there = 1 / most;
        return needed <= there
                ? List.of(Bar.of("there", 0, there), Bar.of("us", 0, needed))
                : List.of(Bar.of("us", 0, there), Bar.of("beyond", there, needed - there));
    }
}
