package io.firstfin.analysis.html;

import io.firstfin.analysis.finding.Figures;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.Transition;
import io.firstfin.analysis.model.Transitions;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * TCP's state machine with the counts of this recording. The template draws it; the arrows and the
 * states in it are found here by their names.
 *
 * @param arrows each step by its name
 * @param states the style of each state by its name
 * @param rows the same as a table
 * @param unplaced closes of which no step is proven
 */
record StatesView(Map<String, Arrow> arrows, Map<String, String> states, List<Row> rows, String unplaced) {

    /**
     * A step.
     *
     * @param kind {@code proven}, or {@code never} where nothing shows that it was taken
     * @param count how often; empty where it never was
     */
    record Arrow(String kind, String count) {}

    /** A step in the table. */
    record Row(String from, String to, String count, String counted) {}

    static StatesView of(Model model) {
        Transitions transitions = model.connections().transitions();
        Map<String, Arrow> arrows = new HashMap<>();
        Map<String, String> states = new HashMap<>();
        for (Transition one : Transition.values()) {
            boolean proven = transitions.of(one) > 0;
            arrows.put(
                    one.name(),
                    new Arrow(proven ? "proven" : "never", proven ? Figures.count(transitions.of(one)) : ""));
            for (String state : List.of(one.from(), one.to())) {
                states.merge(state, proven ? "seen" : "unseen", (before, now) -> before.equals("seen") ? before : now);
            }
        }
        return new StatesView(
                arrows,
                states,
                Arrays.stream(Transition.values())
                        .map(one -> new Row(one.from(), one.to(), Figures.count(transitions.of(one)), one.counted()))
                        .toList(),
                transitions.unplaced() == 0 ? "" : Figures.count(transitions.unplaced()));
    }
}
