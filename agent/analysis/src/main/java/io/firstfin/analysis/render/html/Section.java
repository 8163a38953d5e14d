package io.firstfin.analysis.render.html;

import io.firstfin.analysis.view.ClosersView;
import io.firstfin.analysis.view.ClosesView;
import io.firstfin.analysis.view.DestinationsView;
import io.firstfin.analysis.view.FindingsView;
import io.firstfin.analysis.view.SettingsView;
import io.firstfin.analysis.view.SitesView;
import io.firstfin.analysis.view.SocketOptionsView;
import io.firstfin.analysis.view.StatesView;
import io.firstfin.analysis.view.TimeWaitView;
import io.firstfin.analysis.view.TimelineView;
import io.firstfin.analysis.view.WhatIfView;

/**
 * A section of the page. One without content is left out, and what there was to say of it stands at the end.
 *
 * @param id its name within the page, and that of its template
 * @param title as the navigation names it
 * @param leftOut why it has no content; empty where it has some
 */
record Section(String id, String title, String leftOut) {

    boolean isShown() {
        return leftOut.isEmpty();
    }

    static Section of(FindingsView view) {
        return new Section("findings", "Findings", view.none());
    }

    static Section of(TimelineView view) {
        return new Section(
                "timeline",
                "Over time",
                view.subjects().isEmpty() ? "Nothing happened, and the kernel was not asked for ports." : "");
    }

    static Section of(WhatIfView view) {
        return new Section("what-if", "What if", view.why());
    }

    static Section of(ClosersView view) {
        return new Section("closers", "Who and why", view.none());
    }

    static Section of(ClosesView view) {
        return new Section("closes", "Closes", view.none());
    }

    static Section of(StatesView view) {
        return new Section(
                "states",
                "States",
                view.rows().stream().noneMatch(row -> row.times() > 0)
                        ? "No step between TCP's states is proven."
                        : "");
    }

    static Section of(DestinationsView view) {
        return new Section("destinations", "Destinations", view.none());
    }

    static Section of(SitesView view) {
        return new Section("sites", "Call sites", view.none());
    }

    static Section of(SocketOptionsView view) {
        return new Section("socket-options", "Options", view.rows().isEmpty() ? view.summary() : "");
    }

    static Section of(TimeWaitView view) {
        return new Section("time-wait", "TIME_WAIT", view.why());
    }

    static Section of(SettingsView view) {
        return new Section("settings", "Kernel", view.none());
    }
}
