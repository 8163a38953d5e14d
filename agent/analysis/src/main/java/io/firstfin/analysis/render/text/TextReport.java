package io.firstfin.analysis.render.text;

import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.view.ClosersView;
import io.firstfin.analysis.view.DestinationsView;
import io.firstfin.analysis.view.FindingsView;
import io.firstfin.analysis.view.Lines;
import io.firstfin.analysis.view.RecordingView;
import io.firstfin.analysis.view.Report;
import io.firstfin.analysis.view.SettingsView;
import io.firstfin.analysis.view.SitesView;
import io.firstfin.analysis.view.SocketOptionsView;
import io.firstfin.analysis.view.TimeWaitView;
import io.firstfin.analysis.view.WhatIfView;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The report for a terminal: the answer first, then the sections it depends on. */
public final class TextReport {

    private static final int DESTINATIONS = 20;
    private static final int SITES = 10;
    private static final int OWNERS = 10;
    private static final int FILES = 5;
    private static final int ALL = Integer.MAX_VALUE;

    private TextReport() {}

    /**
     * Lines of at most 100 columns without colours, the answer in the first five (a few more if several roles need
     * a line each, or FirstFin did not see all), ending with a newline.
     */
    public static String render(Report report) {
        Model model = report.model();
        ClosersView closers = ClosersView.of(model, ALL, ALL);
        StringBuilder text = new StringBuilder();
        report.headline().forEach(line -> text.append(line).append('\n'));
        section(text, "Findings", findings(FindingsView.of(report)));
        section(text, "Destinations", destinations(DestinationsView.of(model, DESTINATIONS)));
        section(text, "What if", whatIf(WhatIfView.of(report)));
        section(text, "Who closed first", endings(closers));
        section(text, "Why they were closed", programs(closers));
        section(text, "Call sites", sites(SitesView.of(model.sites(), SITES)));
        section(text, "Socket options", socketOptions(SocketOptionsView.of(model, SITES)));
        section(text, "Whose TIME_WAIT", timeWait(TimeWaitView.of(model, ALL, OWNERS)));
        section(
                text,
                "Kernel settings",
                settings(SettingsView.of(model.recordings().networks())));
        section(text, "About this recording", recording(RecordingView.of(model, FILES, ALL)));
        return text.toString();
    }

    private static void section(StringBuilder text, String title, String body) {
        text.append("\n" + title + "\n" + "=".repeat(title.length()) + "\n" + body);
    }

    private static String findings(FindingsView view) {
        return view.all().isEmpty()
                ? Lines.wrap("", view.none())
                : view.all().stream().map(TextReport::finding).collect(Collectors.joining("\n"));
    }

    private static String finding(FindingsView.One one) {
        return Lines.line(one.level() + " " + one.id())
                + Lines.wrap("  ", one.statement())
                + Lines.wrapAll(
                        "  - ",
                        one.sameAs().isEmpty()
                                ? one.advice()
                                : List.of("What to do: the same as for " + one.sameAs() + " above."));
    }

    private static String destinations(DestinationsView view) {
        if (!view.none().isEmpty()) {
            return Lines.wrap("", view.none());
        }
        TextTable table =
                new TextTable().text("Destination", view.anyOpen() ? 26 : 36).number("Opened/s", 9);
        if (view.anyOpen()) {
            table.number("Open", 7);
        }
        table.number("Closed", 10)
                .number("We first", 8)
                .number("TIME_WAIT/s", 11)
                .number("Budget", 8);
        view.rows().forEach(row -> table.row(destination(row, view)));
        return table.render()
                + more(view.more())
                + (view.anyOpen() ? Lines.wrap("", view.openMeans()) : "")
                + Lines.wrap("", view.budgetMeans());
    }

    private static String[] destination(DestinationsView.Row row, DestinationsView view) {
        List<String> cells = new ArrayList<>();
        cells.add(row.label()
                + (row.isClient() && view.severalSources() ? " from " + row.source() : "")
                + (row.peers().isEmpty() ? "" : " (" + row.peers() + ")"));
        cells.add(row.opened());
        if (view.anyOpen()) {
            cells.add(row.openNow());
        }
        cells.addAll(List.of(row.closed(), row.firstByUs(), row.timeWait(), row.budget()));
        return cells.toArray(String[]::new);
    }

    private static String whatIf(WhatIfView view) {
        return !view.why().isEmpty()
                ? Lines.wrap("", view.why())
                : view.tables().stream().map(TextReport::whatIf).collect(Collectors.joining("\n"))
                        + Lines.wrap("", view.legend());
    }

    private static String whatIf(WhatIfView.Table one) {
        TextTable table = new TextTable()
                .text("Change", 31)
                .number("Opened/s", 9)
                .number("Ports recorded", 14)
                .number("Going on", 9)
                .number("Share", 8)
                .number("Runs out", 11);
        one.rows()
                .forEach(row -> table.row(
                        row.change(), row.opened(), row.recorded(), row.goingOn(), row.share(), row.runsOut()));
        return Lines.wrap("", one.title()) + table.render() + Lines.wrapAll("  - ", one.assumptions());
    }

    static String endings(ClosersView view) {
        if (!view.none().isEmpty()) {
            return Lines.wrap("", view.none());
        }
        TextTable table = new TextTable()
                .text("Role", 8)
                .text("Closed first", 18)
                .text("Ending", 30)
                .text("TIME_WAIT", 9)
                .number("Closes", 11)
                .number("Share", 7);
        view.endings()
                .forEach(row ->
                        table.row(row.role(), row.first(), row.ending(), row.timeWait(), row.count(), row.share()));
        return table.render();
    }

    private static String programs(ClosersView view) {
        if (!view.none().isEmpty() || !view.noProgram().isEmpty()) {
            return Lines.wrap("", view.none().isEmpty() ? view.noProgram() : view.none());
        }
        TextTable table = new TextTable()
                .text("Reason", 19)
                .text("HTTP client or server", 29)
                .text("First", 8)
                .number("Requests", 8)
                .number("Closes", 11)
                .number("Share", 7);
        view.programs()
                .forEach(row ->
                        table.row(row.reason(), row.program(), row.first(), row.requests(), row.count(), row.share()));
        return table.render() + more(view.morePrograms()) + Lines.wrap("", view.legend());
    }

    private static String sites(SitesView view) {
        if (!view.none().isEmpty()) {
            return Lines.wrap("", view.none());
        }
        return view.tables().stream().map(TextReport::sites).collect(Collectors.joining("\n"))
                + (view.sampled().isEmpty() ? "" : "\n" + Lines.wrap("", view.sampled()));
    }

    private static String sites(SitesView.Table one) {
        TextTable table = new TextTable().number("Count", 11).number("Share", 7).sites(one.title(), 74);
        one.rows().forEach(row -> table.row(row.count(), row.share(), row.label()));
        return table.render() + more(one.more());
    }

    private static String socketOptions(SocketOptionsView view) {
        String summary = Lines.wrap("", view.summary());
        if (view.rows().isEmpty()) {
            return summary;
        }
        TextTable table = new TextTable()
                .number("Count", 11)
                .number("Share", 7)
                .text("Role", 7)
                .number("SO_LINGER", 9)
                .text("SO_REUSEADDR", 12)
                .sites("Closed in", 39);
        view.rows()
                .forEach(row -> table.row(
                        row.count(), row.share(), row.role(), row.soLinger(), row.reuseAddress(), row.place()));
        return summary + table.render() + more(view.more()) + Lines.wrap("", view.legend());
    }

    private static String timeWait(TimeWaitView view) {
        return !view.why().isEmpty()
                ? Lines.wrap("", view.why())
                : view.censuses().stream().map(TextReport::timeWait).collect(Collectors.joining("\n"));
    }

    private static String timeWait(TimeWaitView.Census census) {
        String text = Lines.wrap("", census.when() + ": " + census.howMany());
        if (census.owners().isEmpty()) {
            return text;
        }
        TextTable table = new TextTable()
                .number("Count", 9)
                .number("Share", 7)
                .sites("Closed first in", 38)
                .text("Why, and by what", 32);
        census.owners().forEach(owner -> table.row(owner.count(), owner.share(), owner.place(), owner.why()));
        return text + table.render() + more(census.more());
    }

    private static String settings(SettingsView view) {
        return !view.none().isEmpty()
                ? Lines.wrap("", view.none())
                : view.namespaces().stream()
                        .map(one -> (view.namespaces().size() == 1
                                        ? ""
                                        : Lines.wrap("", "Network namespace " + one.names() + ":"))
                                + settings(one.rows()))
                        .collect(Collectors.joining("\n"));
    }

    private static String settings(List<SettingsView.Row> rows) {
        TextTable table = new TextTable().text("Setting", 24).text("Value", 16).text("Meaning", 52);
        rows.forEach(row -> table.row(row.name(), row.value(), row.meaning()));
        return table.render();
    }

    private static String recording(RecordingView view) {
        StringBuilder text = new StringBuilder(Lines.wrap("Recorded:  ", view.recorded()));
        view.files().forEach(file -> text.append(Lines.wrap("File:      ", file)));
        text.append(view.moreFiles().isEmpty() ? "" : "           " + more(view.moreFiles()));
        view.jvms()
                .forEach(jvm -> text.append(Lines.wrap("JVM:       ", jvm.name()))
                        .append(Lines.wrap("Agent:     ", jvm.agentLine())));
        view.notes().forEach(note -> text.append(Lines.wrap("Note:      ", note)));
        return text.toString();
    }

    private static String more(String count) {
        return count.isEmpty() ? "" : "and " + count + " more\n";
    }
}
