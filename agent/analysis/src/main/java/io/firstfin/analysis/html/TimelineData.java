package io.firstfin.analysis.html;

import io.firstfin.analysis.model.BudgetSeries;
import io.firstfin.analysis.model.PortCount;
import io.firstfin.analysis.model.TimeSeries;
import io.firstfin.analysis.model.Timeline;
import io.firstfin.analysis.model.TimelineKind;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntToDoubleFunction;
import java.util.function.ToLongFunction;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The numbers of the charts. What was not recorded is null. */
final class TimelineData {

    private final Timeline timeline;
    private final ObjectNode root = new JsonMapper().createObjectNode();
    private final ArrayNode subjects;

    TimelineData(Timeline timeline) {
        this.timeline = timeline;
        root.put("stepMillis", timeline.step().toMillis());
        root.put("steps", timeline.steps());
        subjects = root.putArray("subjects");
    }

    /**
     * Connections.
     *
     * @param capacity the local ports there are; empty where that does not bound it
     * @param counted what the kernel counted in TIME_WAIT in each step; empty where it was not asked
     * @param budget what the kernel showed of their ports; empty where it was not asked
     */
    void add(
            String label,
            TimeSeries course,
            OptionalInt capacity,
            List<Integer> counted,
            Optional<BudgetSeries> budget) {
        ObjectNode node = subject(label);
        ObjectNode series = node.putObject("series");
        capacity.ifPresent(ports -> node.put("capacity", ports));
        if (course.total(TimelineKind.OPENED) > 0) {
            long[] open = course.open();
            series(series, "open", step -> open[step]);
        }
        long[] timeWait = timeline.timeWait(course, capacity.orElse(-1));
        series(series, "timeWait", step -> timeWait[step]);
        if (counted.stream().anyMatch(count -> count >= 0)) {
            series(series, "counted", step -> counted.get(step));
        }
        rate(series, "opened", course, TimelineKind.OPENED);
        rate(series, "byUs", course, TimelineKind.CLOSED_BY_US);
        rate(series, "byPeer", course, TimelineKind.CLOSED_BY_PEER);
        rate(series, "otherwise", course, TimelineKind.CLOSED_OTHERWISE);
        rate(series, "failed", course, TimelineKind.FAILED);
        rate(series, "outOfPorts", course, TimelineKind.OUT_OF_PORTS);
        budget.ifPresent(shown -> budget(node, series, shown));
    }

    /** Ports alone. */
    void add(String label, BudgetSeries budget) {
        ObjectNode node = subject(label);
        budget(node, node.putObject("series"), budget);
    }

    String json() {
        return ScriptData.of(root);
    }

    private ObjectNode subject(String label) {
        return subjects.addObject().put("label", label);
    }

    private void budget(ObjectNode node, ObjectNode series, BudgetSeries budget) {
        if (budget.capacity() > 0) {
            node.put("shownCapacity", budget.capacity());
        }
        look(series, "shownOurs", budget, look -> Math.max(0, look.timeWaitOurs()));
        look(series, "shownTimeWait", budget, look -> Math.max(0, look.timeWait() - Math.max(0, look.timeWaitOurs())));
        look(series, "shownEstablished", budget, PortCount::established);
        look(series, "shownOtherStates", budget, PortCount::otherStates);
        look(series, "otherProcesses", budget, PortCount::otherProcesses);
        look(series, "free", budget, PortCount::free);
        if (!budget.failures().isEmpty()) {
            series(series, "noPort", step -> budget.failures().getOrDefault(step, -1L));
        }
    }

    /** Left out where no look tells it. */
    private void look(ObjectNode series, String name, BudgetSeries budget, ToLongFunction<PortCount> value) {
        if (budget.looks().values().stream().anyMatch(look -> value.applyAsLong(look) >= 0)) {
            series(
                    series,
                    name,
                    step -> budget.looks().containsKey(step)
                            ? value.applyAsLong(budget.looks().get(step))
                            : -1);
        }
    }

    /** Left out where it never happened. */
    private void rate(ObjectNode series, String name, TimeSeries course, TimelineKind what) {
        if (course.total(what) > 0) {
            series(series, name, step -> timeline.perSecond(course.at(what, step)));
        }
    }

    private void series(ObjectNode node, String name, IntToDoubleFunction value) {
        ArrayNode values = node.putArray(name);
        for (int step = 0; step < timeline.steps(); step++) {
            double at = value.applyAsDouble(step);
            if (at < 0 || !timeline.recorded().get(step)) {
                values.addNull();
            } else if (at == Math.rint(at)) {
                values.add((long) at);
            } else {
                values.add(Math.round(at * 100) / 100.0);
            }
        }
    }
}
