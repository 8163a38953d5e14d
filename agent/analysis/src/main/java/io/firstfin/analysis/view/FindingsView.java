package io.firstfin.analysis.view;

import io.firstfin.analysis.finding.AffectedDestination;
import io.firstfin.analysis.finding.Explains;
import io.firstfin.analysis.finding.Finding;
import io.firstfin.analysis.finding.FindingId;
import io.firstfin.analysis.finding.Severity;
import io.firstfin.analysis.model.Destination;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
     * @param sameAs the finding above that has the same advice; empty without one
     * @param advice what to do, unless a finding above said it
     */
    public record One(Finding finding, String sameAs, List<String> advice) {

        /** What kind it is, in words. */
        public String title() {
            return Words.title(finding.id());
        }

        /** The destinations that it is about, the worst first. */
        public List<Destination> destinations() {
            return finding.destinations().stream()
                    .map(AffectedDestination::destination)
                    .toList();
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

        /** Whether it is merely good to know. */
        public boolean isInfo() {
            return finding.severity() == Severity.INFO;
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

        /** The first sentence of the statement. */
        public String lead() {
            return Lines.sentences(finding.statement()).get(0);
        }

        /** The sentences after the first. */
        public List<String> further() {
            List<String> sentences = Lines.sentences(finding.statement());
            return sentences.subList(1, sentences.size());
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
        Map<List<String>, String> given = new HashMap<>();
        Set<String> ofSameCause = new HashSet<>();
        List<One> all = new ArrayList<>();
        for (Finding finding : report.findings()) {
            if (finding.sameCauseAs().isEmpty()) {
                ofSameCause.clear();
            }
            String earlier = finding.advice().isEmpty()
                    ? null
                    : given.putIfAbsent(finding.advice(), finding.id().name());
            List<String> advice = finding.advice().stream()
                    .filter(line -> earlier == null && ofSameCause.add(line))
                    .toList();
            all.add(new One(finding, earlier == null ? "" : earlier, advice));
        }
        return new FindingsView(all, all.isEmpty() ? NotSeen.nothingFound(report) : "");
    }
}
