package io.firstfin.analysis.finding;

import io.firstfin.analysis.model.CloseGroup;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Closes counted by what is said of them, the most frequent first.
 *
 * @param text what is said
 * @param count of how many
 */
record Grouped(String text, long count) {

    private static final int SHOWN = 3;

    static List<Grouped> of(Stream<CloseGroup> closes, Function<CloseGroup, String> text) {
        return closes
                .collect(Collectors.groupingBy(text, Collectors.summingLong(CloseGroup::count)))
                .entrySet()
                .stream()
                .map(entry -> new Grouped(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingLong(Grouped::count).reversed().thenComparing(Grouped::text))
                .toList();
    }

    /** {@code  12 times: this. 1 time: that.}, and how many more there are of other kinds. */
    static String sentences(List<Grouped> all) {
        long more = all.stream().skip(SHOWN).mapToLong(Grouped::count).sum();
        return all.stream()
                        .limit(SHOWN)
                        .map(group -> " " + Figures.count(group.count, "time") + ": " + group.text + ".")
                        .collect(Collectors.joining())
                + (more == 0 ? "" : " " + Figures.count(more, "time") + ": something else.");
    }
}
