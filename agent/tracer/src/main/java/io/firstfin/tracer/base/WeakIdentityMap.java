package io.firstfin.tracer.base;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * What we know of objects that are not ours, for as long as they live. Calls no method of theirs: what
 * an application makes of {@code hashCode} and {@code equals} may lock, fail, or take long.
 */
public final class WeakIdentityMap<K, V> {

    private final Map<Object, V> values = new ConcurrentHashMap<>();
    private final ReferenceQueue<K> collected = new ReferenceQueue<>();

    public V get(K key) {
        return key == null ? null : values.get(new Sought(key));
    }

    public void put(K key, V value) {
        forgetCollected();
        values.put(new Key<>(key, collected), value);
    }

    /** The value there is, else the one that is made here; a race may make one in vain. */
    public V computeIfAbsent(K key, Supplier<V> made) {
        V value = get(key);
        if (value != null) {
            return value;
        }
        forgetCollected();
        V ours = made.get();
        V theirs = values.putIfAbsent(new Key<>(key, collected), ours);
        return theirs == null ? ours : theirs;
    }

    public void remove(K key) {
        values.remove(new Sought(key));
    }

    /** How many objects it knows that live, and perhaps some that were collected just now. */
    public int size() {
        forgetCollected();
        return values.size();
    }

    public boolean isEmpty() {
        return values.isEmpty();
    }

    /** Those of objects that live, and perhaps of some that were collected just now. */
    public Collection<V> values() {
        forgetCollected();
        return values.values();
    }

    private void forgetCollected() {
        Reference<? extends K> gone = collected.poll();
        while (gone != null) {
            values.remove(gone);
            gone = collected.poll();
        }
    }

    /** Equal to another one, and to what is {@link Sought}, of the same object; and to itself for good. */
    private static final class Key<K> extends WeakReference<K> {

        private final int hash;

        Key(K object, ReferenceQueue<K> collected) {
            super(object, collected);
            hash = System.identityHashCode(object);
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public boolean equals(Object other) {
            if (other == this) {
                return true;
            }
            Object object = get();
            return object != null
                    && (other instanceof Sought && ((Sought) other).object == object
                            || other instanceof Key && ((Key<?>) other).get() == object);
        }
    }

    private static final class Sought {

        private final Object object;

        Sought(Object object) {
            this.object = object;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(object);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key && ((Key<?>) other).get() == object;
        }
    }
}
