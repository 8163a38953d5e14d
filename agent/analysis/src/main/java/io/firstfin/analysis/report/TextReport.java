package io.firstfin.analysis.report;

import io.firstfin.analysis.model.Model;

/** The report for a terminal: the answer first, then what it rests on. */
final class TextReport {

    private TextReport() {}

    static String render(Report report) {
        Model model = report.model();
        return Headline.render(report)
                + section("Findings", FindingsSection.render(report))
                + section("Destinations", DestinationsSection.render(model))
                + section("What if", WhatIfSection.render(report))
                + section("Who closed first", ClosersSection.render(model))
                + section("Why they were closed", ReasonsSection.render(model))
                + section("Call sites", SitesSection.render(model))
                + section("Whose TIME_WAIT", TimeWaitSection.render(model))
                + section(
                        "Kernel settings",
                        SettingsSection.render(model.recordings().networks()))
                + section("About this recording", RecordingSection.render(model));
    }

    private static String section(String title, String body) {
        return "\n" + title + "\n" + "=".repeat(title.length()) + "\n" + body;
    }
}
