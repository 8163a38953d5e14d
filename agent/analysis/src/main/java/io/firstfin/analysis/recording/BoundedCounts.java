package io.firstfin.analysis.recording;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/** A bounded table of groups: beyond its limit a new key is counted under one for the rest. */
final class BoundedCounts<K, V> {

    private final int limit;
    private final Supplier<V> fresh;
    private final Map<K, V> values = new LinkedHashMap<>();
    private long notKept;

    BoundedCounts(int limit, Supplier<V> fresh) {
        this.limit = limit;
        this.fresh = fresh;
    }

    /** The value of a key, or of the key for the rest when the table is full. */
    V of(K key, Supplier<K> rest) {
        V value = values.get(key);
        if (value != null) {
            return value;
        }
        if (values.size() < limit) {
            return values.computeIfAbsent(key, absent -> fresh.get());
        }
        notKept++;
        return values.computeIfAbsent(rest.get(), absent -> fresh.get());
    }

    void forEach(BiConsumer<K, V> action) {
        values.forEach(action);
    }

    long notKept() {
        return notKept;
    }
}
