package io.firstfin.analysis.render.html;

import io.firstfin.analysis.view.StatesView;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The counts and styles of the drawing of TCP's state machine. The template draws it, and finds the arrows
 * and states here by their names.
 *
 * @param arrows each step by its name
 * @param states the style of each state by its name
 */
record StateDiagram(Map<String, Arrow> arrows, Map<String, String> states) {

    /**
     * A step.
     *
     * @param kind {@code proven}, or {@code never} where nothing shows that it was taken
     * @param count how often; empty where it never was
     */
    record Arrow(String kind, String count) {}

    static StateDiagram of(StatesView view) {
        Map<String, Arrow> arrows = new HashMap<>();
        Map<String, String> states = new HashMap<>();
        for (StatesView.Row row : view.rows()) {
            boolean proven = row.times() > 0;
            arrows.put(row.step().name(), new Arrow(proven ? "proven" : "never", proven ? row.count() : ""));
            for (String state : List.of(row.step().from(), row.step().to())) {
                states.merge(state, proven ? "seen" : "unseen", (before, now) -> before.equals("seen") ? before : now);
            }
        }
        return new StateDiagram(arrows, states);
    }
}
