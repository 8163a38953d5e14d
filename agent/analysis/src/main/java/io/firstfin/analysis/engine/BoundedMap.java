package io.firstfin.analysis.engine;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.BinaryOperator;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * A map that never grows beyond its limit: what it has no room for is counted. Values of equal keys
 * are merged by one rule, so that it does not matter in which order they come. One that was read from a file
 * has lost its rule: its values can only be added to those of another.
 */
final class BoundedMap<K, V> implements Serializable {

    private static final long serialVersionUID = 1;

    private final int limit;
    private final transient BinaryOperator<V> rule;
    private final Map<K, V> values = new LinkedHashMap<>();
    private long notKept;

    /** @param rule merges two values of a key; commutative and associative */
    BoundedMap(int limit, BinaryOperator<V> rule) {
        this.limit = limit;
        this.rule = rule;
    }

    /** Adds a value. Returns false where there is no room for its key. */
    boolean add(K key, V value) {
        if (values.size() < limit || values.containsKey(key)) {
            values.merge(key, value, rule);
            return true;
        }
        notKept++;
        return false;
    }

    /** Adds a value; where there is no room for its key, that of the rest takes it. */
    void add(K key, V value, Supplier<K> rest) {
        if (!add(key, value)) {
            values.merge(rest.get(), value, rule);
        }
    }

    void addAll(BoundedMap<K, V> other) {
        other.values.forEach(this::add);
        notKept += other.notKept;
    }

    V get(K key) {
        return values.get(key);
    }

    /** Drops the values that are such. */
    void removeIf(Predicate<V> which) {
        values.values().removeIf(which);
    }

    int size() {
        return values.size();
    }

    void forEach(BiConsumer<K, V> action) {
        values.forEach(action);
    }

    Map<K, V> asMap() {
        return values;
    }

    /** How many values found no room under their own key. */
    long notKept() {
        return notKept;
    }
}
