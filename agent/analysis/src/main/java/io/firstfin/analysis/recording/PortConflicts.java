package io.firstfin.analysis.recording;

import io.firstfin.analysis.model.Destination;
import io.firstfin.analysis.model.PortConflict;
import io.firstfin.analysis.model.SelfConnects;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jdk.jfr.consumer.RecordedEvent;

/** Connects that met their own port: in use towards the destination, or as the destination. */
final class PortConflicts {

    private static final int MAX_KINDS = 200;
    private static final String GONE = "nobody";

    private record Key(String address, int port, int localPort) {

        static Key of(RecordedEvent event) {
            return new Key(
                    Fields.address(event, "remoteAddress"),
                    Fields.integer(event, "remotePort"),
                    Math.max(0, Fields.integer(event, "localPort")));
        }
    }

    /** What is known of the failures from one port to one destination. */
    private static final class Tally {
        private Destination destination;
        private long reported;
        private long connects;
        private String heldBy = "";
        private String failedAt = "";
    }

    private final Map<Key, Tally> kinds = new LinkedHashMap<>();
    private final Map<Destination, Long> selfConnects = new LinkedHashMap<>();
    private long notKept;

    /** A PortInUse event: who held the port, at the first of some failures. */
    void inUse(RecordedEvent event) {
        Tally tally = tally(event, PortCounts.destination(event));
        if (tally == null) {
            return;
        }
        tally.reported += 1 + Math.max(0, Fields.number(event, "suppressed"));
        tally.failedAt = tally.failedAt.isEmpty() ? Fields.text(event, "failedAt") : tally.failedAt;
        String heldBy = Fields.text(event, "heldBy");
        if (tally.heldBy.isEmpty() || tally.heldBy.startsWith(GONE)) {
            tally.heldBy = heldBy;
        }
    }

    /** A Connect event that failed so. */
    void connect(RecordedEvent event, Destination destination) {
        Tally tally = tally(event, destination);
        if (tally != null) {
            tally.connects++;
        }
    }

    /** Whether a connect that succeeded leads to its own socket. */
    static boolean isSelfConnect(RecordedEvent event) {
        String local = Fields.address(event, "localAddress");
        return Fields.flag(event, "selfConnected")
                || !local.isEmpty()
                        && local.equals(Fields.address(event, "remoteAddress"))
                        && Fields.integer(event, "localPort") > 0
                        && Fields.integer(event, "localPort") == Fields.integer(event, "remotePort");
    }

    void selfConnect(Destination destination) {
        if (selfConnects.containsKey(destination) || selfConnects.size() < MAX_KINDS) {
            selfConnects.merge(destination, 1L, Long::sum);
        } else {
            notKept++;
        }
    }

    List<PortConflict> conflicts(int jvm, String network, Sources sources) {
        List<PortConflict> all = new ArrayList<>();
        kinds.forEach((key, tally) -> all.add(new PortConflict(
                jvm,
                sources.complete(tally.destination.in(network)),
                key.localPort,
                tally.connects > 0 ? tally.connects : tally.reported,
                tally.heldBy,
                tally.failedAt)));
        return all;
    }

    List<SelfConnects> selfConnects() {
        List<SelfConnects> all = new ArrayList<>();
        selfConnects.forEach((destination, count) -> all.add(new SelfConnects(destination, count)));
        return all;
    }

    long notKept() {
        return notKept;
    }

    /** Null where there are too many kinds. */
    private Tally tally(RecordedEvent event, Destination destination) {
        Key key = Key.of(event);
        if (!kinds.containsKey(key) && kinds.size() >= MAX_KINDS) {
            notKept++;
            return null;
        }
        Tally tally = kinds.computeIfAbsent(key, absent -> new Tally());
        tally.destination = destination;
        return tally;
    }
}
