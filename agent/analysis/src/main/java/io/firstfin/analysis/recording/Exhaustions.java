package io.firstfin.analysis.recording;

import io.firstfin.analysis.model.Destination;
import io.firstfin.analysis.model.PortCount;
import io.firstfin.analysis.model.PortExhaustion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jdk.jfr.consumer.RecordedEvent;

/** Failures for want of a port: of each kind the first with all it holds, and how many. */
final class Exhaustions {

    private static final int MAX_KINDS = 200;

    private record Key(String call, Destination destination) {}

    private final Map<Key, PortExhaustion> kinds = new LinkedHashMap<>();
    private long notKept;

    void add(RecordedEvent event) {
        PortExhaustion one = one(event);
        Key key = new Key(one.call(), one.destination());
        PortExhaustion known = kinds.get(key);
        if (known == null && kinds.size() >= MAX_KINDS) {
            notKept++;
            return;
        }
        kinds.put(key, known == null ? one : together(known, one));
    }

    List<PortExhaustion> all(int jvm, String network) {
        List<PortExhaustion> all = new ArrayList<>();
        kinds.values()
                .forEach(one -> all.add(new PortExhaustion(
                        jvm,
                        one.destination().in(network),
                        one.call(),
                        one.count(),
                        one.held(),
                        one.owners(),
                        one.guilty(),
                        one.settings(),
                        one.failure())));
        return all;
    }

    /**
     * Whether the kernel showed many free ports whenever a connect to this end failed: then none of them
     * failed for want of one.
     */
    boolean contradict(RecordedEvent connect) {
        String address = Fields.address(connect, "remoteAddress");
        int port = Fields.integer(connect, "remotePort");
        List<PortExhaustion> told = kinds.values().stream()
                .filter(one -> !one.atBind()
                        && one.destination().address().equals(address)
                        && one.destination().port() == port)
                .toList();
        return !told.isEmpty() && told.stream().allMatch(PortExhaustion::isContradicted);
    }

    /** Whether this event tells of a failure although many ports were free. */
    static boolean isContradicted(RecordedEvent event) {
        return one(event).isContradicted();
    }

    long notKept() {
        return notKept;
    }

    /** Whether a bind before connect failed. */
    static boolean atBind(RecordedEvent event) {
        return Fields.text(event, "call").equals("BIND");
    }

    /** How many failures it tells of: those without an event of their own are with the next one. */
    static long failures(RecordedEvent event) {
        return 1 + Math.max(0, Fields.number(event, "suppressed"));
    }

    private static PortExhaustion one(RecordedEvent event) {
        PortCount held = PortCounts.of(event);
        return new PortExhaustion(
                0,
                PortCounts.destination(event),
                atBind(event) ? "BIND" : "CONNECT",
                failures(event),
                held,
                Fields.text(event, "owners")
                        .lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .toList(),
                Fields.text(event, "guilty"),
                Fields.text(event, "settings"),
                Fields.text(event, "failure"));
    }

    private static PortExhaustion together(PortExhaustion one, PortExhaustion other) {
        boolean otherFirst = one.isContradicted() == other.isContradicted()
                ? other.held().time().isBefore(one.held().time())
                : one.isContradicted();
        PortExhaustion first = otherFirst ? other : one;
        return new PortExhaustion(
                0,
                first.destination(),
                first.call(),
                one.count() + other.count(),
                first.held(),
                first.owners(),
                first.guilty(),
                first.settings(),
                first.failure());
    }
}
