package io.firstfin.analysis.render.html;

import static java.util.Map.entry;

import com.samskivert.mustache.Mustache;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.render.html.Resource.Inlined;
import io.firstfin.analysis.view.BannerView;
import io.firstfin.analysis.view.ClosersView;
import io.firstfin.analysis.view.ClosesView;
import io.firstfin.analysis.view.DestinationsView;
import io.firstfin.analysis.view.FindingsView;
import io.firstfin.analysis.view.HeadlineView;
import io.firstfin.analysis.view.RecordingView;
import io.firstfin.analysis.view.Report;
import io.firstfin.analysis.view.SettingsView;
import io.firstfin.analysis.view.SitesView;
import io.firstfin.analysis.view.SocketOptionsView;
import io.firstfin.analysis.view.StatesView;
import io.firstfin.analysis.view.TimeWaitView;
import io.firstfin.analysis.view.TimelineView;
import io.firstfin.analysis.view.WhatIfView;
import java.io.StringReader;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The report for people with a browser. */
public final class HtmlReport {

    private static final Mustache.Compiler TEMPLATES = Mustache.compiler()
            .escapeHTML(true)
            .emptyStringIsFalse(true)
            .withFormatter(HtmlReport::format)
            .withLoader(name -> new StringReader(Resource.text(name + ".html")));

    private static final int REASONS = 10;
    private static final int PROGRAMS = 20;
    private static final int CLOSES = 200;
    private static final int DESTINATIONS = 50;
    private static final int SITES = 15;
    private static final int CENSUSES = 20;
    private static final int OWNERS = 20;
    private static final int FILES = 20;
    private static final int JVMS = 50;

    /** A work of others that the page contains, and the whole text of its licence. */
    record Licence(String work, String text) {}

    private HtmlReport() {}

    /** One HTML file: everything it shows is in it. */
    public static String render(Report report) {
        return TEMPLATES.compile(Resource.text("page.html")).execute(page(report));
    }

    /** The only fractions in a template are shares, drawn in a bar that is 100 wide. */
    private static String format(Object value) {
        return value instanceof Double share ? String.format(Locale.ROOT, "%.2f", share * 100) : String.valueOf(value);
    }

    /** What the templates find by its name: what the page carries within, and the views of its sections. */
    private static Map<String, Object> page(Report report) {
        Model model = report.model();
        FindingsView findings = FindingsView.of(report);
        TimelineView timeline = TimelineView.of(report);
        WhatIfView whatIf = WhatIfView.of(report);
        ClosersView closers = ClosersView.of(model, REASONS, PROGRAMS);
        ClosesView closes = ClosesView.of(model, CLOSES);
        StatesView states = StatesView.of(model);
        DestinationsView destinations = DestinationsView.of(model, DESTINATIONS);
        SitesView sites = SitesView.of(model.sites(), SITES);
        SocketOptionsView socketOptions = SocketOptionsView.of(model, SITES);
        TimeWaitView timeWait = TimeWaitView.of(model, CENSUSES, OWNERS);
        SettingsView settings = SettingsView.of(model.recordings().networks());
        List<Section> sections = List.of(
                Section.of(findings),
                Section.of(timeline),
                Section.of(whatIf),
                Section.of(closers),
                Section.of(closes),
                Section.of(states),
                Section.of(destinations),
                Section.of(sites),
                Section.of(socketOptions),
                Section.of(timeWait),
                Section.of(settings));
        return Map.ofEntries(
                entry("style", Inlined.of("report.css")),
                entry("chartjs", Inlined.of("chartjs/chart.umd.min.js")),
                entry("script", Inlined.of("report.js")),
                entry(
                        "licences",
                        List.of(
                                new Licence("Chart.js, which draws the charts", Resource.text("chartjs/LICENSE.md")),
                                new Licence(
                                        "@kurkle/color, which Chart.js contains",
                                        Resource.text("kurkle-color/LICENSE.md")))),
                entry("shown", sections.stream().filter(Section::isShown).toList()),
                entry(
                        "leftOut",
                        sections.stream().filter(section -> !section.isShown()).toList()),
                entry("has", sections.stream().collect(Collectors.toMap(Section::id, Section::isShown))),
                entry("banner", BannerView.of(report)),
                entry("headline", HeadlineView.of(report)),
                entry("findings", PageFindings.of(findings, timeline, closes, sites)),
                entry("timeline", timeline),
                entry("charts", TimelineData.json(timeline)),
                entry("whatIf", whatIf),
                entry("closers", closers),
                entry("closes", closes),
                entry("states", states),
                entry("diagram", StateDiagram.of(states)),
                entry("destinations", destinations),
                entry("sites", sites),
                entry("socketOptions", socketOptions),
                entry("timeWait", timeWait),
                entry("settings", settings),
                entry("recording", RecordingView.of(model, FILES, JVMS)));
    }
}
