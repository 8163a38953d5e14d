package io.firstfin.analysis.engine;

import io.firstfin.analysis.engine.ConnectionRecord.CloseFacts;
import io.firstfin.analysis.engine.ConnectionRecord.Closing;
import io.firstfin.analysis.engine.ConnectionRecord.Sample;
import io.firstfin.analysis.model.CallSite;
import io.firstfin.analysis.model.SocketOptions;
import io.firstfin.verdict.Role;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How many closed sockets had which options, by the call site of the close. Usual options have no call site:
 * nobody chose them.
 */
final class SocketOptionsTally implements Serializable {

    private static final long serialVersionUID = 1;

    private static final int MOST_GROUPS = 20_000;

    private record Options(Role role, int soLinger, boolean reuseAddress) implements Serializable {

        boolean isUsual() {
            return SocketOptions.isUsual(role, soLinger, reuseAddress);
        }
    }

    private record Key(Options options, CallSite site) implements Serializable {}

    private final BoundedMap<Key, Long> closes = new BoundedMap<>(MOST_GROUPS, Long::sum);
    private final BoundedMap<Key, Long> samples = new BoundedMap<>(MOST_GROUPS, Long::sum);

    void add(ConnectionRecord connection, Closing closing) {
        CloseFacts facts = closing.facts();
        Options options = new Options(closing.destination().role(), facts.soLinger(), facts.reuseAddress());
        boolean hasSite = closing.isByCode() && !options.isUsual();
        add(closes, options, hasSite ? closing.site() : CallSite.UNKNOWN, 1);
        if (hasSite && connection.sample().isPresent()) {
            Sample sample = connection.sample().get();
            add(samples, options, sample.site(), sample.weight());
        }
    }

    void addAll(SocketOptionsTally other) {
        closes.addAll(other.closes);
        samples.addAll(other.samples);
    }

    long notKept() {
        return closes.notKept() + samples.notKept();
    }

    /**
     * The groups in no order. Where the closes name no call site, the sampled stacks divide their count.
     */
    List<SocketOptions> groups() {
        Map<Options, Map<CallSite, Long>> counted = byOptions(closes);
        Map<Options, Map<CallSite, Long>> sampled = byOptions(samples);
        List<SocketOptions> groups = new ArrayList<>();
        counted.forEach((options, sites) -> {
            boolean estimated = sites.keySet().stream().noneMatch(CallSite::isKnown) && sampled.containsKey(options);
            long count = sites.values().stream().mapToLong(Long::longValue).sum();
            Map<CallSite, Long> divided = estimated ? Apportioned.of(count, sampled.get(options)) : sites;
            divided.forEach((site, part) -> groups.add(new SocketOptions(
                    options.role(), options.soLinger(), options.reuseAddress(), site, part, estimated)));
        });
        return groups;
    }

    private static void add(BoundedMap<Key, Long> to, Options options, CallSite site, long count) {
        to.add(new Key(options, site), count, () -> new Key(options, CallSite.UNKNOWN));
    }

    private static Map<Options, Map<CallSite, Long>> byOptions(BoundedMap<Key, Long> counts) {
        Map<Options, Map<CallSite, Long>> sites = new HashMap<>();
        counts.forEach((key, count) ->
                sites.computeIfAbsent(key.options(), absent -> new HashMap<>()).merge(key.site(), count, Long::sum));
        return sites;
    }
}
