package io.firstfin.analysis.recording;

import io.firstfin.analysis.model.AcceptQueue;
import io.firstfin.analysis.model.Destination;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jdk.jfr.consumer.RecordedEvent;

/** What waited to be accepted, looked at again and again: the longest queue and the longest wait count. */
final class AcceptQueueLooks {

    private static final int MAX_QUEUES = 1_000;

    private record Key(String address, int port) {}

    private record Seen(AcceptQueue.Look longest, AcceptQueue.Look stuck, long looks, long leftOut) {}

    private final Map<Key, Seen> queues = new LinkedHashMap<>();
    private long notKept;

    void add(RecordedEvent event) {
        Key key = new Key(Fields.address(event, "localAddress"), Fields.integer(event, "localPort"));
        if (queues.size() >= MAX_QUEUES && !queues.containsKey(key)) {
            notKept++;
            return;
        }
        AcceptQueue.Look look = look(event);
        queues.merge(key, new Seen(look, look, 1, Fields.number(event, "leftOut")), AcceptQueueLooks::together);
    }

    /** @param jvm its place among the model's JVMs */
    List<AcceptQueue> all(int jvm, String network) {
        List<AcceptQueue> all = new ArrayList<>();
        queues.forEach((key, seen) -> all.add(new AcceptQueue(
                jvm,
                Destination.server(network, key.port),
                key.address,
                seen.longest,
                seen.stuck,
                seen.looks,
                seen.leftOut)));
        return all;
    }

    long notKept() {
        return notKept;
    }

    private static AcceptQueue.Look look(RecordedEvent event) {
        return new AcceptQueue.Look(
                Math.max(0, Fields.number(event, "queueLength")),
                Fields.number(event, "queueLimit"),
                Fields.number(event, "givenUp"),
                Fields.span(event, "longestWaiting"),
                Fields.span(event, "sinceLastAccept"),
                Fields.text(event, "acceptedBy"),
                Fields.text(event, "boundBy"),
                Fields.text(event, "acceptThread"),
                Fields.text(event, "acceptThreadAt"),
                Fields.flag(event, "acceptThreadWaits"));
    }

    private static Seen together(Seen one, Seen next) {
        return new Seen(
                next.longest.waiting() >= one.longest.waiting() ? next.longest : one.longest,
                next.stuck.longest().compareTo(one.stuck.longest()) >= 0 ? next.stuck : one.stuck,
                one.looks + next.looks,
                Math.max(one.leftOut, next.leftOut));
    }
}
