package io.firstfin.analysis.finding;

import io.firstfin.analysis.model.CloseGroup;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Closes counted by the evidence of their verdicts, the most frequent first.
 *
 * @param text the evidence in words
 * @param count of how many
 */
record EvidenceCount(String text, long count) {

    static List<EvidenceCount> of(Stream<CloseGroup> closes, Function<CloseGroup, String> text) {
        return closes
                .collect(Collectors.groupingBy(text, Collectors.summingLong(CloseGroup::count)))
                .entrySet()
                .stream()
                .map(entry -> new EvidenceCount(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingLong(EvidenceCount::count)
                        .reversed()
                        .thenComparing(EvidenceCount::text))
                .toList();
    }

    /** {@code  12 times: this. 1 time: that.}, and how many more there are of other kinds. */
    static String sentences(List<EvidenceCount> all) {
        long more = all.stream()
                .skip(Thresholds.NAMED)
                .mapToLong(EvidenceCount::count)
                .sum();
        return all.stream()
                        .limit(Thresholds.NAMED)
                        .map(group -> " " + Figures.count(group.count, "time") + ": " + group.text + ".")
                        .collect(Collectors.joining())
                + (more == 0 ? "" : " " + Figures.count(more, "time") + ": something else.");
    }
}
