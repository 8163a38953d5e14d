package io.firstfin.analysis.html;

import io.firstfin.analysis.finding.Figures;
import io.firstfin.analysis.model.Destination;
import io.firstfin.analysis.model.DestinationUse;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.Timeline;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * What happened when.
 *
 * @param begin when the charts begin
 * @param step how long each of their steps is
 * @param subjects what the charts can show, the most telling first
 * @param data the same as numbers, for the script
 */
record TimelineView(String begin, String step, List<Subject> subjects, String data) {

    private static final int DESTINATIONS = 8;

    /** All connections, or those to a destination. */
    record Subject(int place, String label) {}

    static TimelineView of(Model model) {
        Timeline timeline = model.timeline();
        TimelineData data = new TimelineData(timeline);
        List<String> labels = new ArrayList<>();
        for (DestinationUse use : model.destinations()) {
            if (labels.size() < DESTINATIONS && timeline.of(use.destination()).isPresent()) {
                labels.add(label(use.destination(), model));
                data.add(labels.get(labels.size() - 1),
                        timeline.of(use.destination()).orElseThrow(), use.ports(), List.of());
            }
        }
        labels.add("all connections");
        data.add("all connections", timeline.all(), OptionalInt.empty(),
                timeline.timeWaitCounted().size() == 1
                        ? timeline.timeWaitCounted().values().iterator().next() : List.of());
        List<Subject> subjects = new ArrayList<>();
        for (String label : labels) {
            subjects.add(new Subject(subjects.size(), label));
        }
        return new TimelineView(timeline.from().truncatedTo(ChronoUnit.SECONDS).toString(),
                Figures.span(timeline.step()), subjects, data.json());
    }

    private static String label(Destination destination, Model model) {
        long alike = model.destinations().stream().map(DestinationUse::destination)
                .filter(other -> other.label().equals(destination.label())).count();
        return alike > 1 ? destination.label() + " from " + (destination.source().isEmpty()
                ? destination.network() : destination.source()) : destination.label();
    }
}
