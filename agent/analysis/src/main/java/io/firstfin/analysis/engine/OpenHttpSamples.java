package io.firstfin.analysis.engine;

import io.firstfin.analysis.event.PortBudgetEvent;
import io.firstfin.analysis.model.Destination;
import io.firstfin.analysis.model.OpenHttp;
import io.firstfin.analysis.model.PortSide;
import java.io.Serializable;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** What HTTP clients held open: of each destination the last sample, for what is open for a moment only is no trouble. */
final class OpenHttpSamples implements Serializable {

    private static final long serialVersionUID = 1;

    private static final int MOST = 4_096;

    /** A sample and when it was taken. */
    private record Sample(Instant time, OpenHttp open) implements Serializable {

        private static final Comparator<Sample> LAST =
                Comparator.comparing(Sample::time).thenComparing(Sample::toString);

        static Sample last(Sample one, Sample other) {
            return LAST.compare(one, other) >= 0 ? one : other;
        }
    }

    private final BoundedMap<Destination, Sample> samples = new BoundedMap<>(MOST, Sample::last);

    void add(PortBudgetEvent event) {
        if (event.side() == PortSide.CLIENT && event.openHttp().connections() >= 0) {
            OpenHttp open = event.openHttp();
            samples.add(open.destination(), new Sample(event.time(), open));
        }
    }

    void addAll(OpenHttpSamples other) {
        samples.addAll(other.samples);
    }

    void forgetBefore(Instant moment) {
        samples.removeIf(sample -> sample.time.isBefore(moment));
    }

    long notKept() {
        return samples.notKept();
    }

    /** Those with connections, the most first. */
    List<OpenHttp> all(String network) {
        return samples.asMap().values().stream()
                .map(sample -> sample.open.in(network))
                .filter(open -> open.connections() > 0)
                .sorted(Comparator.comparingLong(OpenHttp::connections)
                        .reversed()
                        .thenComparing(OpenHttp::toString))
                .toList();
    }
}
