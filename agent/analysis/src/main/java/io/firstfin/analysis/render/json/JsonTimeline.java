package io.firstfin.analysis.render.json;

import io.firstfin.analysis.model.BudgetSeries;
import io.firstfin.analysis.model.Destination;
import io.firstfin.analysis.model.DestinationUse;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.PortCount;
import io.firstfin.analysis.model.TimeSeries;
import io.firstfin.analysis.model.Timeline;
import io.firstfin.analysis.model.TimelineKind;
import java.util.List;
import java.util.function.IntToLongFunction;
import java.util.function.ToLongFunction;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What happened when in JSON: an array for each series, with null where nothing was recorded. */
final class JsonTimeline {

    /** More would make the file large; these are the most expensive. */
    private static final int DESTINATIONS = 20;

    private final Timeline timeline;

    private JsonTimeline(Timeline timeline) {
        this.timeline = timeline;
    }

    static void all(ObjectNode node, Model model) {
        new JsonTimeline(model.timeline()).write(node, model);
    }

    private void write(ObjectNode node, Model model) {
        node.put("from", timeline.from().toString());
        node.put("stepMillis", timeline.step().toMillis());
        node.put("steps", timeline.steps());
        timeline.recorded().forEach(node.putArray("recorded")::add);
        course(node.putObject("all"), timeline.all());
        ArrayNode jvms = node.putArray("jvms");
        for (int jvm = 0; jvm < model.recordings().jvms().size(); jvm++) {
            ObjectNode one = jvms.addObject();
            if (jvm < timeline.jvms().size()) {
                course(one, timeline.jvms().get(jvm));
            }
        }
        List<Destination> followed = model.destinations().stream()
                .map(DestinationUse::destination)
                .filter(destination -> timeline.of(destination).isPresent())
                .limit(DESTINATIONS)
                .toList();
        JsonFields.array(node, "destinations", followed, (one, destination) -> {
            JsonFields.end(one, destination);
            course(one.putObject("series"), timeline.of(destination).orElseThrow());
        });
        node.put("destinationsLeftOut", model.destinations().size() - followed.size());
        JsonFields.array(node, "budgets", timeline.budgets(), this::budget);
        ObjectNode counted = node.putObject("timeWaitCounted");
        timeline.timeWaitCounted().keySet().stream()
                .sorted()
                .forEach(network ->
                        series(counted, network, timeline.timeWaitCounted().get(network)::get));
    }

    /** A series of zeros only is left out. */
    private void course(ObjectNode node, TimeSeries course) {
        happened(node, "opened", course, TimelineKind.OPENED);
        happened(node, "failed", course, TimelineKind.FAILED);
        happened(node, "outOfPorts", course, TimelineKind.OUT_OF_PORTS);
        happened(node, "closedByUs", course, TimelineKind.CLOSED_BY_US);
        happened(node, "closedByPeer", course, TimelineKind.CLOSED_BY_PEER);
        happened(node, "closedOtherwise", course, TimelineKind.CLOSED_OTHERWISE);
        happened(node, "timeWaitBegan", course, TimelineKind.TIME_WAIT_BEGAN);
        if (course.total(TimelineKind.OPENED) > 0) {
            long[] open = course.open();
            series(node, "open", step -> open[step]);
        }
    }

    private void happened(ObjectNode node, String name, TimeSeries course, TimelineKind what) {
        if (course.total(what) > 0) {
            series(node, name, step -> course.at(what, step));
        }
    }

    private void series(ObjectNode node, String name, IntToLongFunction value) {
        ArrayNode values = node.putArray(name);
        for (int step = 0; step < timeline.steps(); step++) {
            long at = value.applyAsLong(step);
            if (at < 0 || !timeline.recorded().get(step)) {
                values.addNull();
            } else {
                values.add(at);
            }
        }
    }

    /** What the kernel showed of a budget. */
    private void budget(ObjectNode node, BudgetSeries budget) {
        node.put("jvm", budget.jvm());
        node.put("side", budget.side().name());
        JsonFields.end(node, budget.destination());
        JsonFields.number(node, "capacity", budget.capacity());
        samples(node, "established", budget, PortCount::established);
        samples(node, "free", budget, PortCount::free);
        samples(node, "otherProcesses", budget, PortCount::otherProcesses);
        samples(node, "otherStates", budget, PortCount::otherStates);
        samples(node, "timeWait", budget, PortCount::timeWait);
        samples(node, "timeWaitOurs", budget, PortCount::timeWaitOurs);
        if (!budget.failures().isEmpty()) {
            series(node, "outOfPorts", step -> budget.failures().getOrDefault(step, 0L));
        }
    }

    /** A number that no sample has is left out. */
    private void samples(ObjectNode node, String name, BudgetSeries budget, ToLongFunction<PortCount> number) {
        if (budget.looks().values().stream().noneMatch(sample -> number.applyAsLong(sample) >= 0)) {
            return;
        }
        ArrayNode values = node.putArray(name);
        for (int step = 0; step < timeline.steps(); step++) {
            PortCount sample = budget.looks().get(step);
            if (sample == null || number.applyAsLong(sample) < 0) {
                values.addNull();
            } else {
                values.add(number.applyAsLong(sample));
            }
        }
    }
}
