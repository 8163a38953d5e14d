package io.firstfin.analysis.render.html;

import io.firstfin.analysis.model.BudgetSeries;
import io.firstfin.analysis.model.PortCount;
import io.firstfin.analysis.model.RateBins;
import io.firstfin.analysis.model.TimeSeries;
import io.firstfin.analysis.model.Timeline;
import io.firstfin.analysis.model.TimelineKind;
import io.firstfin.analysis.view.TimelineView;
import java.util.function.IntToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The numbers of the charts as JSON inside a script element. What was not recorded is null. */
final class TimelineData {

    private final TimelineView view;
    private final Timeline timeline;
    private final ObjectNode root = new JsonMapper().createObjectNode();
    private final ArrayNode subjects;

    private TimelineData(TimelineView view) {
        this.view = view;
        this.timeline = view.timeline();
        root.put("stepMillis", timeline.step().toMillis());
        root.put("steps", timeline.steps());
        subjects = root.putArray("subjects");
    }

    static String json(TimelineView view) {
        TimelineData data = new TimelineData(view);
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

    /** Left out is what none of our connections shows: a line at 0 hides what the kernel showed. */
    private void connections(ObjectNode node, ObjectNode series, TimeSeries course, TimelineView.Subject subject) {
        boolean opened = course.total(TimelineKind.OPENED) > 0;
        if (opened || subject.hasTimeWait()) {
            subject.capacity().ifPresent(ports -> node.put("capacity", ports));
        }
        if (opened) {
            long[] open = course.open();
            series(series, "open", step -> open[step]);
        }
        if (subject.hasTimeWait()) {
            long[] timeWait = timeline.timeWait(course, subject.capacity().orElse(-1));
            series(series, "timeWait", step -> timeWait[step]);
        }
        if (subject.counted().stream().anyMatch(count -> count >= 0)) {
            series(series, "counted", step -> subject.counted().get(step));
        }
        RateBins bins = view.rates(course);
        node.put("rateSeconds", bins.length().toMillis() / 1000.0);
        ArrayNode at = node.putArray("ratesAt");
        IntStream.range(0, bins.count()).forEach(bin -> at.add(bins.middle(bin).toMillis() / 1000.0));
        ObjectNode rates = node.putObject("rates");
        rate(rates, "opened", course, bins, TimelineKind.OPENED);
        rate(rates, "byUs", course, bins, TimelineKind.CLOSED_BY_US);
        rate(rates, "byPeer", course, bins, TimelineKind.CLOSED_BY_PEER);
        rate(rates, "otherwise", course, bins, TimelineKind.CLOSED_OTHERWISE);
        rate(rates, "failed", course, bins, TimelineKind.FAILED);
        rate(rates, "outOfPorts", course, bins, TimelineKind.OUT_OF_PORTS);
    }

    private void budget(ObjectNode node, ObjectNode series, BudgetSeries budget) {
        if (budget.capacity() > 0) {
            node.put("shownCapacity", budget.capacity());
        }
        sample(series, "shownOurs", budget, sample -> Math.max(0, sample.timeWaitOurs()));
        sample(
                series,
                "shownTimeWait",
                budget,
                sample -> Math.max(0, sample.timeWait() - Math.max(0, sample.timeWaitOurs())));
        sample(series, "shownEstablished", budget, PortCount::established);
        sample(series, "shownOtherStates", budget, PortCount::otherStates);
        sample(series, "otherProcesses", budget, PortCount::otherProcesses);
        sample(series, "free", budget, PortCount::free);
        if (!budget.failures().isEmpty()) {
            series(series, "noPort", step -> budget.failures().getOrDefault(step, -1L));
        }
    }

    /** Left out where no sample has it. */
    private void sample(ObjectNode series, String name, BudgetSeries budget, ToLongFunction<PortCount> value) {
        if (budget.looks().values().stream().anyMatch(sample -> value.applyAsLong(sample) >= 0)) {
            series(
                    series,
                    name,
                    step -> budget.looks().containsKey(step)
                            ? value.applyAsLong(budget.looks().get(step))
                            : -1);
        }
    }

    /** Left out where it never happened. */
    private static void rate(ObjectNode rates, String name, TimeSeries course, RateBins bins, TimelineKind what) {
        if (course.total(what) > 0) {
            ArrayNode values = rates.putArray(name);
            IntStream.range(0, bins.count())
                    .forEach(
                            bin -> add(values, bins.perSecond(course, what, bin).orElse(-1)));
        }
    }

    private void series(ObjectNode node, String name, IntToDoubleFunction value) {
        ArrayNode values = node.putArray(name);
        for (int step = 0; step < timeline.steps(); step++) {
            add(values, timeline.recorded().get(step) ? value.applyAsDouble(step) : -1);
        }
    }

    /** A negative value is one that nobody knows. */
    private static void add(ArrayNode values, double value) {
        if (value < 0) {
            values.addNull();
        } else if (value == Math.rint(value)) {
            values.add((long) value);
        } else {
            values.add(Math.round(value * 100) / 100.0);
        }
    }
}
