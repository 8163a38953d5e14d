package io.firstfin.analysis.view;

import io.firstfin.analysis.finding.AffectedDestination;
import io.firstfin.analysis.finding.Explains;
import io.firstfin.analysis.finding.Finding;
import io.firstfin.analysis.finding.FindingId;
import io.firstfin.analysis.model.Destination;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The findings, the most urgent first. Advice that two of them share is given once.
 *
 * @param none what to report where there are none; otherwise empty
 */
public record FindingsView(List<One> all, String none) {

    /**
     * A finding.
     *
     * @param anchor its name within a page: the code, with a number where there are several of a kind
     * @param earlier the finding above that has the same advice, where there is one
     * @param advice what to do, unless a finding above said it
     */
    public record One(Finding finding, String anchor, Optional<One> earlier, List<String> advice) {

        /** The code of the finding above that has the same advice; empty without one. */
        public String sameAs() {
            return earlier.map(One::id).orElse("");
        }

        /** Its anchor. */
        public String earlierAnchor() {
            return earlier.map(One::anchor).orElse("");
        }

        /** Its title. */
        public String earlierTitle() {
            return earlier.map(One::title).orElse("");
        }

        /** The destinations that it is about, the worst first. */
        public List<Destination> destinations() {
            return finding.destinations().stream()
                    .map(AffectedDestination::destination)
                    .toList();
        }

        /** What kind it is, in words. */
        public String title() {
            return Words.title(finding.id());
        }

        /** Such as {@code CONNECTION_PER_REQUEST}. */
        public String id() {
            return finding.id().name();
        }

        /** Such as {@code WARNING}. */
        public String level() {
            return finding.severity().name();
        }

        /** How urgent it is, as {@code critical}, {@code warning} or {@code info}. */
        public String kind() {
            return level().toLowerCase(Locale.ROOT);
        }

        /** How urgent it is, in words. */
        public String severity() {
            return switch (finding.severity()) {
                case CRITICAL -> "Critical";
                case WARNING -> "Warning";
                case INFO -> "Good to know";
            };
        }

        /** How much it explains, such as {@code 85 % of the closes}; empty where it counts nothing of that kind. */
        public String share() {
            return finding.explains().map(Explains::words).orElse("");
        }

        /** The finding above that has the same cause; empty where it stands by itself. */
        public String sameCauseAs() {
            return finding.sameCauseAs().map(FindingId::name).orElse("");
        }

        public String statement() {
            return finding.statement();
        }

        /** Its numbers, by their names in the JSON. */
        public List<Fact> evidence() {
            return finding.evidence().entrySet().stream()
                    .map(entry -> new Fact(entry.getKey(), String.valueOf(entry.getValue())))
                    .toList();
        }
    }

    /** A number of the evidence. */
    public record Fact(String name, String value) {}

    public static FindingsView of(Report report) {
        Map<List<String>, One> given = new HashMap<>();
        Map<String, Integer> ofKind = new HashMap<>();
        Set<String> ofSameCause = new HashSet<>();
        List<One> all = new ArrayList<>();
        for (Finding finding : report.findings()) {
            if (finding.sameCauseAs().isEmpty()) {
                ofSameCause.clear();
            }
            String id = finding.id().name();
            int number = ofKind.merge(id, 1, Integer::sum);
            Optional<One> earlier =
                    finding.advice().isEmpty() ? Optional.empty() : Optional.ofNullable(given.get(finding.advice()));
            List<String> advice = finding.advice().stream()
                    .filter(line -> earlier.isEmpty() && ofSameCause.add(line))
                    .toList();
            One one = new One(finding, number == 1 ? id : id + "-" + number, earlier, advice);
            given.putIfAbsent(finding.advice(), one);
            all.add(one);
        }
        return new FindingsView(List.copyOf(all), all.isEmpty() ? NotSeen.nothingFound(report) : "");
    }
}
