package io.firstfin.kernel.procfs;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the two ways in which {@code /proc/net} writes counters with their names. Pure. */
final class NamedCounters {
    private NamedCounters() {}

    /** {@code snmp} and {@code netstat}: a line of names and one of values, both so prefixed. */
    static Map<String, Long> ofTwoLines(List<String> lines, String prefix) {
        Map<String, Long> counters = new HashMap<>();
        String[] names = null;
        for (String line : lines) {
            String[] words = line.trim().split(" +");
            if (words[0].equals(prefix)) {
                if (names == null) {
                    names = words;
                } else {
                    for (int i = 1; i < Math.min(names.length, words.length); i++) {
                        put(counters, names[i], words[i]);
                    }
                    return counters;
                }
            }
        }
        return counters;
    }

    /** {@code sockstat}: {@code TCP: inuse 1 orphan 0 tw 0}. */
    static Map<String, Long> ofPairs(List<String> lines, String prefix) {
        Map<String, Long> counters = new HashMap<>();
        for (String line : lines) {
            String[] words = line.trim().split(" +");
            if (words[0].equals(prefix)) {
                for (int i = 1; i + 1 < words.length; i += 2) {
                    put(counters, words[i], words[i + 1]);
                }
            }
        }
        return counters;
    }

    private static void put(Map<String, Long> counters, String name, String value) {
        try {
            counters.put(name, Long.parseLong(value));
        } catch (NumberFormatException notANumber) {
            // Unknown, which is what its absence says.
        }
    }
}
