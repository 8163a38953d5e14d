package io.firstfin.analysis.finding;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** Bounds how many findings of a kind are shown; the last of them says how many more there would be. */
final class ShownFindings {

    private ShownFindings() {}

    /**
     * @param all what was found, the most important first
     * @param noun one of those, as {@code call site}
     */
    static <T> Stream<Finding> of(Stream<T> all, String noun, Function<T, Finding> finding) {
        List<T> found = all.toList();
        List<Finding> findings = new ArrayList<>();
        found.stream().limit(Thresholds.FINDINGS_OF_A_KIND).map(finding).forEach(findings::add);
        int more = found.size() - findings.size();
        if (more > 0) {
            Finding last = findings.remove(findings.size() - 1);
            findings.add(withMore(last, more, noun));
        }
        return findings.stream();
    }

    private static Finding withMore(Finding last, int more, String noun) {
        Map<String, Object> evidence = new LinkedHashMap<>(last.evidence());
        evidence.put("moreAlike", (long) more);
        return new Finding(
                last.id(),
                last.severity(),
                last.statement() + " "
                        + Figures.count(more, "more " + noun) + (more == 1 ? " has" : " have")
                        + " a finding of this kind that is not shown.",
                evidence,
                last.advice(),
                last.destinations());
    }
}
