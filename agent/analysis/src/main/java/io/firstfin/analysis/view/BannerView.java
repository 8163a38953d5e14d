package io.firstfin.analysis.view;

import io.firstfin.analysis.finding.Finding;
import io.firstfin.analysis.finding.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The verdict on a recording: how bad it is, what is wrong, and what to do first.
 *
 * @param level how bad it is
 * @param sentence what is wrong, or that nothing is
 * @param change what to change first, as the headline has it; empty where the sentence says it already
 * @param lines the rest of the headline
 */
public record BannerView(Level level, String sentence, String change, List<String> lines) {

    private static final String CHANGE = "Change first: ";
    private static final String FOUND = "Found first: ";
    private static final String OUT_OF_PORTS = "OUT OF LOCAL PORTS: ";

    /** How bad it is. What FirstFin did not see is never taken for fine. */
    public enum Level {
        OUTAGE("Outage"),
        WARNING("Warning"),
        NOT_SEEN("Not all was seen"),
        FINE("Fine");

        private final String words;

        Level(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }

        /** Such as {@code outage}: the name that a style sheet has for it. */
        public String kind() {
            return switch (this) {
                case OUTAGE -> "outage";
                case WARNING -> "warning";
                case NOT_SEEN -> "not-seen";
                case FINE -> "fine";
            };
        }
    }

    public static BannerView of(Report report) {
        HeadlineView headline = HeadlineView.of(report);
        Optional<Finding> leading = report.findings().stream()
                .filter(finding -> finding.severity() != Severity.INFO)
                .findFirst();
        Optional<String> notSeen = NotSeen.in(report);
        String sentence = leading.map(finding -> sentence(headline, finding))
                .or(() -> notSeen)
                .orElse("Nothing has to change.");
        List<String> lines = new ArrayList<>(headline.lines());
        lines.add(0, headline.first());
        String change = lines.stream()
                .filter(line -> line.startsWith(CHANGE))
                .findFirst()
                .orElse("");
        lines.removeIf(line -> line.equals(sentence) || line.startsWith(CHANGE) || line.startsWith(FOUND));
        return new BannerView(
                leading.map(finding -> level(finding.severity()))
                        .orElse(notSeen.isPresent() ? Level.NOT_SEEN : Level.FINE),
                sentence,
                leading.isPresent() ? change : "",
                List.copyOf(lines));
    }

    private static Level level(Severity severity) {
        return severity == Severity.CRITICAL ? Level.OUTAGE : Level.WARNING;
    }

    /** The headline's own where ports ran out; otherwise the first of the most urgent finding. */
    private static String sentence(HeadlineView headline, Finding leading) {
        return headline.first().startsWith(OUT_OF_PORTS)
                ? headline.first()
                : Lines.sentences(Lines.plain(leading.statement())).get(0);
    }
}
