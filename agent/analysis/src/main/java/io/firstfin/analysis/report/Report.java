package io.firstfin.analysis.report;

import io.firstfin.analysis.finding.Finding;
import io.firstfin.analysis.finding.Findings;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.whatif.WhatIf;
import java.util.List;

/**
 * What recordings show, and what to do about it.
 *
 * @param model the facts
 * @param findings what they mean, the most urgent first
 * @param whatIf what changes would give, the destination that costs most ports first
 */
public record Report(Model model, List<Finding> findings, List<WhatIf> whatIf) {

    /** The report on these facts. */
    public static Report of(Model model) {
        return new Report(model, Findings.of(model), WhatIf.of(model));
    }

    /**
     * For a terminal: lines of at most 100 columns without colours, the answer in the first five (a few more where
     * several roles need a line each, or FirstFin did not see all), ending with a newline.
     */
    public String text() {
        return TextReport.render(this);
    }

    /** The answer: the first lines of the text. */
    public List<String> headline() {
        return Headline.render(this).lines().toList();
    }

    /** For programs: pretty JSON of the schema {@code firstfin-report/1}, ending with a newline. */
    public String json() {
        return JsonReport.render(this);
    }
}
