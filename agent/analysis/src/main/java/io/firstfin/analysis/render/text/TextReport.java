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
        return Lines.line(one.level() + " " + one.id()
                        + (one.share().isEmpty() ? "" : " (" + one.share() + ")")
                        + (one.sameCauseAs().isEmpty() ? "" : ", same cause as " + one.sameCauseAs() + " above"))
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
        TextTable<DestinationsView.Row> table = new TextTable<DestinationsView.Row>()
                .text("Destination", view.anyOpen() ? 26 : 36, row -> destination(row, view))
                .number("Opened/s", 9, DestinationsView.Row::opened);
        if (view.anyOpen()) {
            table.number("Open", 7, DestinationsView.Row::openNow);
        }
        table.number("Closed", 10, DestinationsView.Row::closed)
                .number("We first", 8, DestinationsView.Row::firstByUs)
                .number("TIME_WAIT/s", 11, DestinationsView.Row::timeWait)
                .number("Budget", 8, DestinationsView.Row::budget);
        return table.render(view.rows())
                + more(view.more())
                + (view.anyOpen() ? Lines.wrap("", view.openMeans()) : "")
                + Lines.wrap("", view.budgetMeans());
    }

    private static String destination(DestinationsView.Row row, DestinationsView view) {
        return row.label()
                + (view.severalSources() && !row.source().isEmpty() ? " from " + row.source() : "")
                + (row.peers().isEmpty() ? "" : " (" + row.peers() + ")");
    }

    private static String whatIf(WhatIfView view) {
        return !view.why().isEmpty()
                ? Lines.wrap("", view.why())
                : view.tables().stream().map(TextReport::whatIf).collect(Collectors.joining("\n"))
                        + Lines.wrap("", view.legend());
    }

    private static String whatIf(WhatIfView.Table one) {
        String table = new TextTable<WhatIfView.Row>()
                .text("Change", 31, WhatIfView.Row::change)
                .number("Opened/s", 9, WhatIfView.Row::opened)
                .number("Ports recorded", 14, WhatIfView.Row::recorded)
                .number("Going on", 9, WhatIfView.Row::goingOn)
                .number("Share", 8, WhatIfView.Row::share)
                .number("Runs out", 11, WhatIfView.Row::runsOut)
                .render(one.rows());
        return Lines.wrap("", one.title()) + table + Lines.wrapAll("  - ", one.assumptions());
    }

    static String endings(ClosersView view) {
        if (!view.none().isEmpty()) {
            return Lines.wrap("", view.none());
        }
        return new TextTable<ClosersView.Ending>()
                .text("Role", 8, ClosersView.Ending::role)
                .text("Closed first", 18, ClosersView.Ending::first)
                .text("Ending", 30, ClosersView.Ending::ending)
                .text("TIME_WAIT", 9, ClosersView.Ending::timeWait)
                .number("Closes", 11, ClosersView.Ending::count)
                .number("Share", 7, ClosersView.Ending::share)
                .render(view.endings());
    }

    private static String programs(ClosersView view) {
        if (!view.none().isEmpty() || !view.noProgram().isEmpty()) {
            return Lines.wrap("", view.none().isEmpty() ? view.noProgram() : view.none());
        }
        String table = new TextTable<ClosersView.Program>()
                .text("Reason", 19, ClosersView.Program::reason)
                .text("HTTP client or server", 29, ClosersView.Program::program)
                .text("First", 8, ClosersView.Program::first)
                .number("Requests", 8, ClosersView.Program::requests)
                .number("Closes", 11, ClosersView.Program::count)
                .number("Share", 7, ClosersView.Program::share)
                .render(view.programs());
        return table + more(view.morePrograms()) + Lines.wrap("", view.legend());
    }

    private static String sites(SitesView view) {
        if (!view.none().isEmpty()) {
            return Lines.wrap("", view.none());
        }
        return view.tables().stream().map(TextReport::sites).collect(Collectors.joining("\n"))
                + (view.sampled().isEmpty() ? "" : "\n" + Lines.wrap("", view.sampled()));
    }

    private static String sites(SitesView.Table one) {
        String table = new TextTable<SitesView.Row>()
                .number("Count", 11, SitesView.Row::count)
                .number("Share", 7, SitesView.Row::share)
                .sites(one.title(), 74, SitesView.Row::label)
                .render(one.rows());
        return table + more(one.more());
    }

    private static String socketOptions(SocketOptionsView view) {
        String summary = Lines.wrap("", view.summary());
        if (view.rows().isEmpty()) {
            return summary;
        }
        String table = new TextTable<SocketOptionsView.Row>()
                .number("Count", 11, SocketOptionsView.Row::count)
                .number("Share", 7, SocketOptionsView.Row::share)
                .text("Role", 7, SocketOptionsView.Row::role)
                .number("SO_LINGER", 9, SocketOptionsView.Row::soLinger)
                .text("SO_REUSEADDR", 12, SocketOptionsView.Row::reuseAddress)
                .sites("Closed in", 39, SocketOptionsView.Row::place)
                .render(view.rows());
        return summary + table + more(view.more()) + Lines.wrap("", view.legend());
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
        String table = new TextTable<TimeWaitView.Owner>()
                .number("Count", 9, TimeWaitView.Owner::count)
                .number("Share", 7, TimeWaitView.Owner::share)
                .sites("Closed first in", 38, TimeWaitView.Owner::place)
                .text("Why, and by what", 32, TimeWaitView.Owner::why)
                .render(census.owners());
        return text + table + more(census.more());
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
        return new TextTable<SettingsView.Row>()
                .text("Setting", 24, SettingsView.Row::name)
                .text("Value", 16, SettingsView.Row::value)
                .text("Meaning", 52, SettingsView.Row::meaning)
                .render(rows);
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
