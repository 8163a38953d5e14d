package io.firstfin.analysis.engine;

import io.firstfin.analysis.event.DescriptorExhaustionEvent;
import io.firstfin.analysis.model.DescriptorExhaustion;
import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.function.BinaryOperator;
import java.util.function.Predicate;

/** Sockets of a JVM that could not be made or accepted for want of a descriptor. */
final class DescriptorFailures implements Serializable {

    private static final long serialVersionUID = 1;

    private static final int MAX_EVENTS = 20_000;

    private static final Comparator<DescriptorExhaustionEvent> IN_ORDER =
            Comparator.comparing(DescriptorExhaustionEvent::time).thenComparing(DescriptorExhaustionEvent::toString);

    private final BoundedMap<Instant, DescriptorExhaustionEvent> events =
            new BoundedMap<>(MAX_EVENTS, BinaryOperator.minBy(IN_ORDER));

    void add(DescriptorExhaustionEvent event) {
        events.add(event.time(), event);
    }

    void addAll(DescriptorFailures other) {
        events.addAll(other.events);
    }

    void forgetBefore(Instant moment) {
        events.removeIf(event -> event.time().isBefore(moment));
    }

    long notKept() {
        return events.notKept();
    }

    /** One, or none where no call failed so. */
    List<DescriptorExhaustion> all(int jvm) {
        List<DescriptorExhaustionEvent> all = new ArrayList<>(events.asMap().values());
        if (all.isEmpty()) {
            return List.of();
        }
        all.sort(IN_ORDER);
        DescriptorExhaustionEvent most = all.stream()
                .reduce((one, other) -> other.connections() > one.connections() ? other : one)
                .orElseThrow();
        TreeSet<Integer> ports = new TreeSet<>();
        all.stream().filter(event -> event.localPort() > 0).forEach(event -> ports.add(event.localPort()));
        return List.of(new DescriptorExhaustion(
                jvm,
                failures(all, event -> !event.accept()),
                failures(all, DescriptorExhaustionEvent::accept),
                ports,
                most.limit(),
                most.connections(),
                most.established(),
                most.closeWait(),
                most.openedBy(),
                most.openedThere(),
                all.stream()
                        .map(DescriptorExhaustionEvent::failedAt)
                        .filter(place -> !place.isEmpty())
                        .findFirst()
                        .orElse(""),
                all.get(0).failure()));
    }

    private static long failures(List<DescriptorExhaustionEvent> all, Predicate<DescriptorExhaustionEvent> which) {
        return all.stream()
                .filter(which)
                .mapToLong(DescriptorExhaustionEvent::failures)
                .sum();
    }
}
