package io.firstfin.analysis.render.html;

import io.firstfin.analysis.model.BudgetSeries;
import io.firstfin.analysis.model.PortCount;
import io.firstfin.analysis.model.TimeSeries;
import io.firstfin.analysis.model.Timeline;
import io.firstfin.analysis.model.TimelineKind;
import io.firstfin.analysis.view.TimelineView;
import java.util.function.IntToDoubleFunction;
import java.util.function.ToLongFunction;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The numbers of the charts as JSON inside a script element. What was not recorded is null. */
final class TimelineData {

    private final Timeline timeline;
    private final ObjectNode root = new JsonMapper().createObjectNode();
    private final ArrayNode subjects;

    private TimelineData(Timeline timeline) {
        this.timeline = timeline;
        root.put("stepMillis", timeline.step().toMillis());
        root.put("steps", timeline.steps());
        subjects = root.putArray("subjects");
    }

    static String json(TimelineView view) {
        TimelineData data = new TimelineData(view.timeline());
        view.subjects().forEach(data::add);
        return script(data.root);
    }

    /** JSON as it may stand inside a script element: these characters stand inside of strings only. */
    private static String script(ObjectNode data) {
        return data.toString()
                .replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("&", "\\u0026")
                .replace("\u2028", "\\u2028")
                .replace("\u2029", "\\u2029");
    }

    private void add(TimelineView.Subject subject) {
        ObjectNode node = subjects.addObject().put("label", subject.label());
        ObjectNode series = node.putObject("series");
        subject.connections().ifPresent(all -> connections(node, series, all, subject));
        subject.budget().ifPresent(shown -> budget(node, series, shown));
    }

    private void connections(ObjectNode node, ObjectNode series, TimeSeries course, TimelineView.Subject subject) {
        subject.capacity().ifPresent(ports -> node.put("capacity", ports));
        if (course.total(TimelineKind.OPENED) > 0) {
            long[] open = course.open();
            series(series, "open", step -> open[step]);
        }
        long[] timeWait = timeline.timeWait(course, subject.capacity().orElse(-1));
        series(series, "timeWait", step -> timeWait[step]);
        if (subject.counted().stream().anyMatch(count -> count >= 0)) {
            series(series, "counted", step -> subject.counted().get(step));
        }
        rate(series, "opened", course, TimelineKind.OPENED);
        rate(series, "byUs", course, TimelineKind.CLOSED_BY_US);
        rate(series, "byPeer", course, TimelineKind.CLOSED_BY_PEER);
        rate(series, "otherwise", course, TimelineKind.CLOSED_OTHERWISE);
        rate(series, "failed", course, TimelineKind.FAILED);
        rate(series, "outOfPorts", course, TimelineKind.OUT_OF_PORTS);
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
