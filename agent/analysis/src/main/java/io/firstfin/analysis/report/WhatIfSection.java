package io.firstfin.analysis.report;

import io.firstfin.analysis.whatif.WhatIf;
import java.util.List;
import java.util.stream.Collectors;

/** The ports that the recorded connections would take under each change, next to today's. */
final class WhatIfSection {

    private WhatIfSection() {}

    static String render(Report report) {
        List<WhatIf> all = report.whatIf();
        String why = WhatIfWords.withoutTable(all);
        return !why.isEmpty()
                ? Lines.wrap("", why)
                : all.stream().map(WhatIfSection::render).collect(Collectors.joining("\n"))
                        + Lines.wrap("", WhatIfWords.legend(report));
    }

    private static String render(WhatIf one) {
        TextTable table = new TextTable()
                .text("Change", 31)
                .number("Opened/s", 9)
                .number("Ports recorded", 14)
                .number("Going on", 9)
                .number("Share", 8)
                .number("Runs out", 11);
        one.outcomes().stream()
                .map(WhatIfRow::of)
                .forEach(row -> table.row(
                        row.change(), row.opened(), row.recorded(), row.goingOn(), row.share(), row.runsOut()));
        return Lines.wrap("", WhatIfWords.title(one))
                + table.render()
                + Lines.wrapAll("  - ", WhatIfWords.assumptions(one));
    }
}
