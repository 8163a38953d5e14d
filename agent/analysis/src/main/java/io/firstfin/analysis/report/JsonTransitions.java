package io.firstfin.analysis.report;

import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.Transition;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The steps of TCP's state machine that are proven, in JSON. */
final class JsonTransitions {

    private JsonTransitions() {}

    static void all(ObjectNode node, Model model) {
        ArrayNode steps = node.putArray("steps");
        for (Transition transition : Transition.values()) {
            long count = model.connections().transitions().of(transition);
            if (count > 0) {
                ObjectNode step = steps.addObject();
                step.put("step", transition.name());
                step.put("from", transition.from());
                step.put("to", transition.to());
                step.put("count", count);
            }
        }
        node.put("closesWithoutStep", model.connections().transitions().unplaced());
    }
}
