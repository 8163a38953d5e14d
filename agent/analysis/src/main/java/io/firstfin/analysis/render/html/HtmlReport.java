package io.firstfin.analysis.render.html;

import com.samskivert.mustache.Mustache;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.render.html.Resource.Inlined;
import io.firstfin.analysis.view.ClosersView;
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

/** The report for people with a browser. */
public final class HtmlReport {

    private static final Mustache.Compiler TEMPLATES = Mustache.compiler()
            .escapeHTML(true)
            .emptyStringIsFalse(true)
            .withFormatter(HtmlReport::format)
            .withLoader(name -> new StringReader(Resource.text(name + ".html")));

    private HtmlReport() {}

    /** One HTML file: everything it shows is in it. */
    public static String render(Report report) {
        return TEMPLATES.compile(Resource.text("page.html")).execute(Page.of(report));
    }

    /** The only fractions in a template are shares, drawn in a bar that is 100 wide. */
    private static String format(Object value) {
        return value instanceof Double share ? String.format(Locale.ROOT, "%.2f", share * 100) : String.valueOf(value);
    }

    /**
     * The page: what it carries within, and its sections.
     *
     * @param charts the numbers of the timeline, for the script
     * @param diagram the style and the count of each arrow and state, by its name
     */
    record Page(
            Inlined style,
            Inlined chartjs,
            Inlined script,
            List<Licence> licences,
            HeadlineView headline,
            FindingsView findings,
            TimelineView timeline,
            String charts,
            WhatIfView whatIf,
            ClosersView closers,
            StatesView states,
            StateDiagram diagram,
            DestinationsView destinations,
            SitesView sites,
            SocketOptionsView socketOptions,
            TimeWaitView timeWait,
            SettingsView settings,
            RecordingView recording) {

        private static final int REASONS = 10;
        private static final int PROGRAMS = 20;
        private static final int DESTINATIONS = 50;
        private static final int SITES = 15;
        private static final int CENSUSES = 20;
        private static final int OWNERS = 20;
        private static final int FILES = 20;
        private static final int JVMS = 50;

        /** A work of others that the page contains, and the whole text of its licence. */
        record Licence(String work, String text) {}

        static Page of(Report report) {
            Model model = report.model();
            TimelineView timeline = TimelineView.of(model);
            StatesView states = StatesView.of(model);
            return new Page(
                    Inlined.of("report.css"),
                    Inlined.of("chartjs/chart.umd.min.js"),
                    Inlined.of("report.js"),
                    List.of(
                            new Licence("Chart.js, which draws the charts", Resource.text("chartjs/LICENSE.md")),
                            new Licence(
                                    "@kurkle/color, which Chart.js contains",
                                    Resource.text("kurkle-color/LICENSE.md"))),
                    HeadlineView.of(report),
                    FindingsView.of(report),
                    timeline,
                    TimelineData.json(timeline),
                    WhatIfView.of(report),
                    ClosersView.of(model, REASONS, PROGRAMS),
                    states,
                    StateDiagram.of(states),
                    DestinationsView.of(model, DESTINATIONS),
                    SitesView.of(model.sites(), SITES),
                    SocketOptionsView.of(model, SITES),
                    TimeWaitView.of(model, CENSUSES, OWNERS),
                    SettingsView.of(model.recordings().networks()),
                    RecordingView.of(model, FILES, JVMS));
        }
    }
}
