package io.firstfin.analysis.engine;

import java.io.Serializable;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Connections by the number in their name, a bit for each; of names without a number only so many are kept. */
final class ConnectionSet implements Serializable {

    private static final long serialVersionUID = 1;

    private static final int PAGE_BITS = 16;
    private static final int MOST_OTHERS = 100_000;

    private final Map<Long, BitSet> pages = new HashMap<>();
    private final Set<Long> others = new HashSet<>();

    void add(long key) {
        if (key > 0) {
            pages.computeIfAbsent(key >> PAGE_BITS, absent -> new BitSet()).set(place(key));
        } else if (others.size() < MOST_OTHERS) {
            others.add(key);
        }
    }

    void addAll(ConnectionSet other) {
        other.pages.forEach((page, bits) ->
                pages.computeIfAbsent(page, absent -> new BitSet()).or(bits));
        other.others.stream().filter(key -> others.size() < MOST_OTHERS).forEach(others::add);
    }

    boolean contains(long key) {
        if (key <= 0) {
            return others.contains(key);
        }
        BitSet page = pages.get(key >> PAGE_BITS);
        return page != null && page.get(place(key));
    }

    private static int place(long key) {
        return (int) key & (1 << PAGE_BITS) - 1;
    }
}
