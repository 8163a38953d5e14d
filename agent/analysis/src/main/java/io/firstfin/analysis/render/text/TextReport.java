package io.firstfin.analysis.render.text;

import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.view.BannerView;
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

    /** A terminal of the usual size shows so many lines. */
    private static final int ANSWER = 24;

    /** Columns for what a finding says in the answer. */
    private static final int STATEMENT = 130;

    private final TextStyle style;

    TextReport(TextStyle style) {
        this.style = style;
    }

    /**
     * Lines of at most 100 columns without colours, the answer in the first five (a few more if several roles need
     * a line each, or FirstFin did not see all), ending with a newline.
     */
    public static String render(Report report) {
        return render(report, TextStyle.PLAIN);
    }

    /**
     * The same for a terminal: the answer with the findings in short takes 24 lines at most, and where the report is
     * longer than the terminal, its last lines repeat the headline.
     */
    public static String render(Report report, TextStyle style) {
        return new TextReport(style).text(report);
    }

    private String text(Report report) {
        Model model = report.model();
        ClosersView closers = ClosersView.of(model, ALL, ALL);
        FindingsView findings = FindingsView.of(report);
        String headline = headline(report);
        StringBuilder text = new StringBuilder(headline);
        if (style.isTerminal()) {
            text.append(inShort(findings, ANSWER - (int) headline.lines().count()));
        }
        section(text, "Findings", findings(findings));
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
        if (style.isTerminal() && text.chars().filter(each -> each == '\n').count() >= style.rows()) {
            section(text, "The answer again", headline);
        }
        return text.toString();
    }

    private String headline(Report report) {
        BannerView.Level level = BannerView.of(report).level();
        return report.headline().stream()
                .map(line -> style.headline(line, level))
                .collect(Collectors.joining());
    }

    /**
     * What each finding is and what to do about it, the most urgent first, below an empty line. What has no room is
     * counted.
     */
    private String inShort(FindingsView view, int room) {
        StringBuilder text = new StringBuilder();
        int left = room - 2;
        int shown = 0;
        for (FindingsView.One one : view.all()) {
            String lines = inShort(one);
            left -= (int) lines.lines().count();
            if (left < 0) {
                break;
            }
            text.append(lines);
            shown++;
        }
        int more = view.all().size() - shown;
        return text.isEmpty()
                ? ""
                : "\n" + text + (more == 0 ? "" : more + " more finding" + (more == 1 ? "" : "s") + " below\n");
    }

    private String inShort(FindingsView.One one) {
        String what = style.wrap(one.level() + "  ", one.title() + ": " + Lines.clause(one.statement(), STATEMENT));
        String first = one.sameAs().isEmpty() && !one.advice().isEmpty()
                ? style.wrap("  - ", one.advice().get(0))
                : "";
        return style.severity(one) + what.substring(one.level().length()) + first;
    }

    private void section(StringBuilder text, String title, String body) {
        text.append("\n" + style.title(title) + "\n" + "=".repeat(title.length()) + "\n" + body);
    }

    private String findings(FindingsView view) {
        return view.all().isEmpty()
                ? style.wrap("", view.none())
                : view.all().stream().map(this::finding).collect(Collectors.joining("\n"));
    }

    private String finding(FindingsView.One one) {
        String kind = style.wrap(
                "",
                one.level() + " " + one.id() + (one.share().isEmpty() ? "" : " (" + one.share() + ")")
                        + (one.sameCauseAs().isEmpty() ? "" : ", same cause as " + one.sameCauseAs() + " above"));
        return style.severity(one)
                + kind.substring(one.level().length())
                + style.wrap("  ", one.statement())
                + style.wrapAll(
                        "  - ",
                        one.sameAs().isEmpty()
                                ? one.advice()
                                : List.of("What to do: the same as for " + one.sameAs() + " above."));
    }

    private String destinations(DestinationsView view) {
        if (!view.none().isEmpty()) {
            return style.wrap("", view.none());
        }
        TextTable<DestinationsView.Row> table = new TextTable<DestinationsView.Row>(style.tableColumns())
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
                + (view.anyOpen() ? style.wrap("", view.openMeans()) : "")
                + style.wrap("", view.budgetMeans());
    }

    private String destination(DestinationsView.Row row, DestinationsView view) {
        return row.label()
                + (view.severalSources() && !row.source().isEmpty() ? " from " + row.source() : "")
                + (row.peers().isEmpty() ? "" : " (" + row.peers() + ")");
    }

    private String whatIf(WhatIfView view) {
        return !view.why().isEmpty()
                ? style.wrap("", view.why())
                : view.tables().stream().map(this::whatIf).collect(Collectors.joining("\n"))
                        + style.wrap("", view.legend());
    }

    private String whatIf(WhatIfView.Table one) {
        String table = new TextTable<WhatIfView.Row>(style.tableColumns())
                .text("Change", 31, WhatIfView.Row::change)
                .number("Opened/s", 9, WhatIfView.Row::opened)
                .number("Ports recorded", 14, WhatIfView.Row::recorded)
                .number("Going on", 9, WhatIfView.Row::goingOn)
                .number("Share", 8, WhatIfView.Row::share)
                .number("Runs out", 11, WhatIfView.Row::runsOut)
                .render(one.rows());
        return style.wrap("", one.title()) + table + style.wrapAll("  - ", one.assumptions());
    }

    String endings(ClosersView view) {
        if (!view.none().isEmpty()) {
            return style.wrap("", view.none());
        }
        return new TextTable<ClosersView.Ending>(style.tableColumns())
                .text("Role", 8, ClosersView.Ending::role)
                .text("Closed first", 18, ClosersView.Ending::first)
                .text("Ending", 30, ClosersView.Ending::ending)
                .text("TIME_WAIT", 9, ClosersView.Ending::timeWait)
                .number("Closes", 11, ClosersView.Ending::count)
                .number("Share", 7, ClosersView.Ending::share)
                .render(view.endings());
    }

    private String programs(ClosersView view) {
        if (!view.none().isEmpty() || !view.noProgram().isEmpty()) {
            return style.wrap("", view.none().isEmpty() ? view.noProgram() : view.none());
        }
        String table = new TextTable<ClosersView.Program>(style.tableColumns())
                .text("Reason", 19, ClosersView.Program::reason)
                .text("HTTP client or server", 29, ClosersView.Program::program)
                .text("First", 8, ClosersView.Program::first)
                .number("Requests", 8, ClosersView.Program::requests)
                .number("Closes", 11, ClosersView.Program::count)
                .number("Share", 7, ClosersView.Program::share)
                .render(view.programs());
        return table + more(view.morePrograms()) + style.wrap("", view.legend());
    }

    private String sites(SitesView view) {
        if (!view.none().isEmpty()) {
            return style.wrap("", view.none());
        }
        return view.tables().stream().map(this::sites).collect(Collectors.joining("\n"))
                + (view.sampled().isEmpty() ? "" : "\n" + style.wrap("", view.sampled()));
    }

    private String sites(SitesView.Table one) {
        String table = new TextTable<SitesView.Row>(style.tableColumns())
                .number("Count", 11, SitesView.Row::count)
                .number("Share", 7, SitesView.Row::share)
                .sites(one.title(), 74, SitesView.Row::label)
                .render(one.rows());
        return table + more(one.more());
    }

    private String socketOptions(SocketOptionsView view) {
        String summary = style.wrap("", view.summary());
        if (view.rows().isEmpty()) {
            return summary;
        }
        String table = new TextTable<SocketOptionsView.Row>(style.tableColumns())
                .number("Count", 11, SocketOptionsView.Row::count)
                .number("Share", 7, SocketOptionsView.Row::share)
                .text("Role", 7, SocketOptionsView.Row::role)
                .number("SO_LINGER", 9, SocketOptionsView.Row::soLinger)
                .text("SO_REUSEADDR", 12, SocketOptionsView.Row::reuseAddress)
                .sites("Closed in", 39, SocketOptionsView.Row::place)
                .render(view.rows());
        return summary + table + more(view.more()) + style.wrap("", view.legend());
    }

    private String timeWait(TimeWaitView view) {
        return !view.why().isEmpty()
                ? style.wrap("", view.why())
                : view.censuses().stream().map(this::timeWait).collect(Collectors.joining("\n"));
    }

    private String timeWait(TimeWaitView.Census census) {
        String text = style.wrap("", census.when() + ": " + census.howMany());
        if (census.owners().isEmpty()) {
            return text;
        }
        String table = new TextTable<TimeWaitView.Owner>(style.tableColumns())
                .number("Count", 9, TimeWaitView.Owner::count)
                .number("Share", 7, TimeWaitView.Owner::share)
                .sites("Closed first in", 38, TimeWaitView.Owner::place)
                .text("Why, and by what", 32, TimeWaitView.Owner::why)
                .render(census.owners());
        return text + table + more(census.more());
    }

    private String settings(SettingsView view) {
        return !view.none().isEmpty()
                ? style.wrap("", view.none())
                : view.namespaces().stream()
                        .map(one -> (view.namespaces().size() == 1
                                        ? ""
                                        : style.wrap("", "Network namespace " + one.names() + ":"))
                                + settings(one.rows()))
                        .collect(Collectors.joining("\n"));
    }

    private String settings(List<SettingsView.Row> rows) {
        return new TextTable<SettingsView.Row>(style.tableColumns())
                .text("Setting", 24, SettingsView.Row::name)
                .text("Value", 16, SettingsView.Row::value)
                .text("Meaning", 52, SettingsView.Row::meaning)
                .render(rows);
    }

    private String recording(RecordingView view) {
        StringBuilder text = new StringBuilder(style.wrap("Recorded:  ", view.recorded()));
        view.files().forEach(file -> text.append(style.wrap("File:      ", file)));
        text.append(view.moreFiles().isEmpty() ? "" : "           " + more(view.moreFiles()));
        view.jvms()
                .forEach(jvm -> text.append(style.wrap("JVM:       ", jvm.name()))
                        .append(style.wrap("Agent:     ", jvm.agentLine())));
        view.notes().forEach(note -> text.append(style.wrap("Note:      ", note)));
        return text.toString();
    }

    private String more(String count) {
        return count.isEmpty() ? "" : "and " + count + " more\n";
    }
}
