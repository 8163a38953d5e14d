package io.firstfin.analysis.report;

import io.firstfin.analysis.model.BudgetSeries;
import io.firstfin.analysis.model.PortCount;
import io.firstfin.analysis.model.Timeline;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What the kernel showed of the fullest budgets over the timeline's steps, in JSON. */
final class JsonBudgetSeries {

    /** Which numbers of a look have a series. */
    private static final Map<String, ToLongFunction<PortCount>> SERIES = new TreeMap<>(Map.of(
            "established",
            PortCount::established,
            "timeWait",
            PortCount::timeWait,
            "otherStates",
            PortCount::otherStates,
            "timeWaitOurs",
            PortCount::timeWaitOurs,
            "otherProcesses",
            PortCount::otherProcesses,
            "free",
            PortCount::free));

    private JsonBudgetSeries() {}

    static void all(ArrayNode array, Timeline timeline) {
        timeline.budgets().forEach(budget -> one(array.addObject(), budget, timeline));
    }

    private static void one(ObjectNode node, BudgetSeries budget, Timeline timeline) {
        node.put("jvm", budget.jvm());
        node.put("side", budget.side().name());
        JsonFields.end(node, budget.destination());
        JsonFields.number(node, "capacity", budget.capacity());
        List<PortCount> looks = List.copyOf(budget.looks().values());
        SERIES.forEach((name, number) -> {
            if (looks.stream().anyMatch(look -> number.applyAsLong(look) >= 0)) {
                looks(node.putArray(name), budget, number, timeline.steps());
            }
        });
        if (!budget.failures().isEmpty()) {
            ArrayNode failures = node.putArray("outOfPorts");
            for (int step = 0; step < timeline.steps(); step++) {
                failures.add(timeline.recorded().get(step) ? budget.failures().getOrDefault(step, 0L) : null);
            }
        }
    }

    private static void looks(ArrayNode values, BudgetSeries budget, ToLongFunction<PortCount> number, int steps) {
        for (int step = 0; step < steps; step++) {
            PortCount look = budget.looks().get(step);
            if (look == null || number.applyAsLong(look) < 0) {
                values.addNull();
            } else {
                values.add(number.applyAsLong(look));
            }
        }
    }
}
