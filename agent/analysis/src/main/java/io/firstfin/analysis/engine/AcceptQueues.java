package io.firstfin.analysis.engine;

import io.firstfin.analysis.event.AcceptQueueEvent;
import io.firstfin.analysis.model.AcceptQueue;
import io.firstfin.analysis.model.Destination;
import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Queues of connections to be accepted, sampled again and again: the longest queue and wait count. */
final class AcceptQueues implements Serializable {

    private static final long serialVersionUID = 1;

    private static final int MAX_QUEUES = 1_000;

    private record Key(String address, int port) implements Serializable {}

    private record Sample(Instant time, AcceptQueue.Look what) implements Serializable {}

    private record Seen(Sample longest, Sample stuck, Instant last, long samples, long leftOut)
            implements Serializable {

        static Seen together(Seen one, Seen other) {
            return new Seen(
                    most(one.longest, other.longest, Comparator.comparingLong(sample -> sample.what.waiting())),
                    most(one.stuck, other.stuck, Comparator.comparing(sample -> sample.what.longest())),
                    one.last.isAfter(other.last) ? one.last : other.last,
                    one.samples + other.samples,
                    Math.max(one.leftOut, other.leftOut));
        }

        /** Of equal ones the later, which knows more of those that wait. */
        private static Sample most(Sample one, Sample other, Comparator<Sample> order) {
            return order.thenComparing(Sample::time)
                                    .thenComparing(Sample::toString)
                                    .compare(one, other)
                            >= 0
                    ? one
                    : other;
        }
    }

    private final BoundedMap<Key, Seen> queues = new BoundedMap<>(MAX_QUEUES, Seen::together);

    void add(AcceptQueueEvent event) {
        Sample sample = new Sample(event.time(), event.sample());
        queues.add(
                new Key(event.localAddress(), event.localPort()),
                new Seen(sample, sample, event.time(), 1, event.leftOut()));
    }

    void addAll(AcceptQueues other) {
        queues.addAll(other.queues);
    }

    void forgetBefore(Instant moment) {
        queues.removeIf(seen -> seen.last.isBefore(moment));
    }

    /** @param jvm its place among the model's JVMs */
    List<AcceptQueue> all(int jvm, String network) {
        List<AcceptQueue> all = new ArrayList<>();
        queues.forEach((key, seen) -> all.add(new AcceptQueue(
                jvm,
                Destination.server(network, key.port),
                key.address,
                seen.longest.what,
                seen.stuck.what,
                seen.samples,
                seen.leftOut)));
        all.sort(Comparator.comparing((AcceptQueue queue) -> queue.destination().port())
                .thenComparing(AcceptQueue::address));
        return all;
    }

    long notKept() {
        return queues.notKept();
    }
}
