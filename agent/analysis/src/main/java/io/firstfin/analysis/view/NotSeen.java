package io.firstfin.analysis.view;

import io.firstfin.analysis.finding.Figures;
import io.firstfin.analysis.finding.Finding;
import io.firstfin.analysis.finding.FindingId;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.ReadQuality;
import java.util.List;
import java.util.Optional;

/**
 * What a recording does not show, and why: where there is such a thing, that nothing was found does not
 * mean that nothing is wrong.
 */
public final class NotSeen {

    private NotSeen() {}

    /** In one sentence; empty where FirstFin saw all and connections were closed. */
    public static Optional<String> in(Report report) {
        return inPart(report)
                .or(() -> unread(report.model().recordings().quality()))
                .or(() -> report.model().closed() > 0
                        ? Optional.empty()
                        : Optional.of("No close was recorded, so nothing is known of how connections end."));
    }

    /** What stands in place of findings where there are none. */
    public static String nothingFound(Report report) {
        return in(report).map("Nothing was found in what was seen. "::concat).orElse("Nothing to report.");
    }

    /** The same, without a word on recordings in which simply nothing was closed. */
    static Optional<String> inPart(Report report) {
        return withoutAccount(report.model()).or(() -> untraced(report.findings()));
    }

    private static Optional<String> withoutAccount(Model model) {
        long silent = model.recordings().jvms().stream()
                .filter(jvm -> jvm.agent().isEmpty())
                .count();
        if (silent == 0) {
            return Optional.empty();
        }
        String which = model.recordings().jvms().size() == 1
                ? ""
                : " of " + Figures.count(silent) + " of "
                        + model.recordings().jvms().size() + " JVMs";
        return Optional.of("No firstfin.AgentStatus" + which + " was recorded: it is open whether FirstFin saw all.");
    }

    /** Recordings of which a part was not read. */
    private static Optional<String> unread(ReadQuality quality) {
        int cut = quality.cutFiles().size();
        long unfinished = quality.unfinishedFiles();
        return cut > 0
                ? Optional.of(Figures.count(cut, "recording") + (cut == 1 ? " is" : " are")
                        + " cut: what came after the last complete chunk was not read.")
                : unfinished > 0
                        ? Optional.of(Figures.count(unfinished, "file") + (unfinished == 1 ? " was" : " were")
                                + " still being written and not read.")
                        : Optional.empty();
    }

    private static Optional<String> untraced(List<Finding> findings) {
        return findings.stream()
                .filter(finding -> finding.id() == FindingId.UNTRACED_CONNECTIONS)
                .findFirst()
                .map(finding -> ((Number) finding.evidence().get("untracedConnections")).longValue())
                .map(open -> Figures.count(open, "open connection") + " of this recording's JVMs"
                        + (open == 1 ? " is" : " are") + " not traced.");
    }
}
