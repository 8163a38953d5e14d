package io.firstfin.analysis.engine;

import io.firstfin.analysis.engine.ConnectionRecord.Closing;
import io.firstfin.analysis.model.Destination;
import io.firstfin.analysis.model.Window;
import io.firstfin.analysis.model.Workload;
import io.firstfin.verdict.Role;
import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The connections that we made, over time and by destination. Bounded: beyond its limit the older
 * half is let go.
 */
final class Workloads implements Serializable {

    private static final long serialVersionUID = 1;

    private static final int FEWEST = 1 << 18;
    private static final int MOST = 1 << 21;

    /**
     * A connection takes 16 bytes, in arrays of up to twice their content; a snapshot has them once more. So they
     * take a quarter of the heap at most.
     */
    private static final int BYTES_OF_HEAP_A_CONNECTION = 240;

    /** Connections, and as many refused ones: two million at most, which a heap of 512 MB has room for. */
    static final int LIMIT =
            (int) Math.max(FEWEST, Math.min(MOST, Runtime.getRuntime().maxMemory() / BYTES_OF_HEAP_A_CONNECTION));

    private static final int MAX_DESTINATIONS = 20_000;

    private final int limit;
    private final Map<Destination, WorkloadLog> logs = new HashMap<>();
    private final Map<Destination, MomentList> refused = new HashMap<>();
    private int kept;
    private int keptRefused;
    private long cut = Long.MIN_VALUE;

    Workloads(int limit) {
        this.limit = limit;
    }

    void closed(Destination to, LastWord word, Closing closing) {
        WorkloadLog log = log(to);
        if (log == null) {
            return;
        }
        if (closing.time() < cut) {
            log.drop();
            return;
        }
        log.closed(word, closing);
        kept++;
        if (kept > limit) {
            dropOlderHalf();
        }
    }

    /** A connect that found no free port. */
    void refused(Destination to, long at) {
        boolean known = refused.containsKey(to) || refused.size() < MAX_DESTINATIONS;
        if (known && keptRefused < limit) {
            refused.computeIfAbsent(to, absent -> new MomentList()).add(at);
            keptRefused++;
        }
    }

    /** Adds the connections of another JVM, or of another part of its recording. */
    void addAll(Workloads other, UnaryOperator<Destination> place) {
        other.logs.forEach((to, log) -> {
            WorkloadLog known = log(place.apply(to));
            if (known != null) {
                known.addAll(log);
                kept += log.closes();
            }
        });
        other.refused.forEach((to, moments) -> {
            for (int i = 0; i < moments.size(); i++) {
                refused(place.apply(to), moments.get(i));
            }
        });
        cut = Math.max(cut, other.cut);
        if (kept > limit) {
            dropOlderHalf();
        }
    }

    /** Connections that stay open, by when they were opened. */
    void staying(Map<Destination, MomentList> opened) {
        opened.forEach((destination, opens) -> {
            WorkloadLog log = log(destination);
            if (log != null) {
                log.staying(opens);
            }
        });
    }

    /**
     * To be called once, after all was read.
     *
     * @param windows when a network namespace was recorded, by its name
     */
    Map<Destination, Workload> build(Function<String, List<Window>> windows, Sources sources) {
        refused.forEach((to, moments) -> {
            WorkloadLog log = log(sources.complete(to));
            for (int i = 0; log != null && i < moments.size(); i++) {
                log.refused(moments.get(i));
            }
        });
        Map<Destination, Workload> all = new HashMap<>();
        logs.forEach((destination, log) -> {
            RecordedParts parts = new RecordedParts(windows.apply(destination.network()), cut);
            if (!parts.isEmpty()) {
                all.put(destination, log.build(parts));
            }
        });
        return all;
    }

    /** The log of a destination; null where we were not the client, or beyond the bounds. */
    private WorkloadLog log(Destination destination) {
        boolean ours =
                destination.role() == Role.CLIENT && (logs.containsKey(destination) || logs.size() < MAX_DESTINATIONS);
        return ours ? logs.computeIfAbsent(destination, absent -> new WorkloadLog()) : null;
    }

    private void dropOlderHalf() {
        MomentList closes = new MomentList();
        logs.values().forEach(log -> log.closesInto(closes));
        cut = closes.median();
        logs.values().forEach(log -> kept -= log.dropBefore(cut));
    }
}
