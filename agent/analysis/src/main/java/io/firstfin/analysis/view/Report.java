package io.firstfin.analysis.view;

import io.firstfin.analysis.finding.Finding;
import io.firstfin.analysis.finding.Findings;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.whatif.WhatIf;
import java.util.List;

/**
 * What recordings show, and what to do about it. The renderers write it as text, HTML or JSON.
 *
 * @param model the facts
 * @param findings what they mean, the most urgent first
 * @param whatIf what changes would give, the destination that uses the most ports first
 */
public record Report(Model model, List<Finding> findings, List<WhatIf> whatIf) {

    /** The report on these facts. */
    public static Report of(Model model) {
        return new Report(model, Findings.of(model), WhatIf.of(model));
    }

    /**
     * The answer in lines of at most 100 columns: five, and a few more where several roles need a line each, or
     * FirstFin did not see all.
     */
    public List<String> headline() {
        return Headline.render(this).lines().toList();
    }
}
