package io.firstfin.tracer.base;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * A map that takes no new keys once it is full, and counts how often it left one out. Any thread may use it; where
 * several add the last entries at once, it may hold a few more than its bound.
 */
public final class BoundedMap<K, V> {

    private final Map<K, V> entries = new ConcurrentHashMap<>();
    private final LongAdder leftOut = new LongAdder();
    private final int bound;

    public BoundedMap(int bound) {
        this.bound = bound;
    }

    /** Null for a key that is not in the map. */
    public V get(K key) {
        return entries.get(key);
    }

    /** The value of the key, made where there is none; null where there is none and the map is full. */
    public V getOrMake(K key, Function<? super K, ? extends V> maker) {
        V value = entries.get(key);
        if (value == null) {
            if (entries.size() >= bound) {
                leftOut.increment();
                return null;
            }
            value = entries.computeIfAbsent(key, maker);
        }
        return value;
    }

    public void remove(K key, V value) {
        entries.remove(key, value);
    }

    public void forEach(BiConsumer<? super K, ? super V> action) {
        entries.forEach(action);
    }

    public int size() {
        return entries.size();
    }

    /** How often a key found no room. */
    public long leftOut() {
        return leftOut.sum();
    }
}
