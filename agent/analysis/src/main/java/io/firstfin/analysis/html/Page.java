package io.firstfin.analysis.html;

import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.report.Report;
import java.util.List;

/** The page: what it carries within, and its sections. */
record Page(
        Inlined style,
        Inlined chartjs,
        Inlined script,
        List<Licence> licences,
        HeadlineView headline,
        FindingsView findings,
        TimelineView timeline,
        WhatIfView whatIf,
        ClosersView closers,
        StatesView states,
        DestinationsView destinations,
        SitesView sites,
        TimeWaitView timeWait,
        SettingsView settings,
        AboutView about) {

    static Page of(Report report) {
        Model model = report.model();
        return new Page(
                Inlined.of("report.css"),
                Inlined.of("chartjs/chart.umd.min.js"),
                Inlined.of("report.js"),
                Licence.all(),
                HeadlineView.of(report),
                FindingsView.of(report),
                TimelineView.of(model),
                WhatIfView.of(report),
                ClosersView.of(model),
                StatesView.of(model),
                DestinationsView.of(model),
                SitesView.of(model.sites()),
                TimeWaitView.of(model),
                SettingsView.of(model.recordings().networks()),
                AboutView.of(model));
    }
}
