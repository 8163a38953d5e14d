package io.firstfin.analysis.view;

import io.firstfin.analysis.finding.Figures;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.Transition;
import io.firstfin.analysis.model.Transitions;
import java.util.Arrays;
import java.util.List;

/**
 * The steps of TCP's state machine that this recording proves.
 *
 * @param unplaced closes of which no step is proven; empty when there are none
 */
public record StatesView(List<Row> rows, String unplaced) {

    /** A step, and how often it is proven at least. */
    public record Row(Transition step, long times, String count) {}

    public static StatesView of(Model model) {
        Transitions transitions = model.connections().transitions();
        return new StatesView(
                Arrays.stream(Transition.values())
                        .map(step -> new Row(step, transitions.of(step), Figures.count(transitions.of(step))))
                        .toList(),
                transitions.unplaced() == 0 ? "" : Figures.count(transitions.unplaced()));
    }
}
