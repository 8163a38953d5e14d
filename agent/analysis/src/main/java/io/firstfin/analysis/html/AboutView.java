package io.firstfin.analysis.html;

import io.firstfin.analysis.finding.Figures;
import io.firstfin.analysis.model.AgentStatus;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.ReadQuality;
import io.firstfin.analysis.model.RecordedJvm;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the numbers come from, and how far they can be trusted.
 *
 * @param moreFiles how many are not named; empty when all are
 */
record AboutView(
        String observed, String from, List<String> files, String moreFiles, List<Jvm> jvms, List<String> notes) {

    private static final int FILES_SHOWN = 20;
    private static final int JVMS_SHOWN = 50;

    /** A JVM, and what its agent told of itself. */
    record Jvm(String name, List<Fact> agent) {}

    /** Something the agent told. */
    record Fact(String name, String value) {}

    static AboutView of(Model model) {
        return new AboutView(
                Figures.span(model.recordings().observed()),
                model.recordings().from().truncatedTo(ChronoUnit.SECONDS).toString(),
                model.recordings().files().stream().limit(FILES_SHOWN).toList(),
                model.recordings().files().size() <= FILES_SHOWN
                        ? ""
                        : Figures.count(model.recordings().files().size() - FILES_SHOWN),
                model.recordings().jvms().stream()
                        .limit(JVMS_SHOWN)
                        .map(AboutView::jvm)
                        .toList(),
                notes(model));
    }

    private static Jvm jvm(RecordedJvm jvm) {
        return new Jvm(
                jvm.pid() < 0 ? "not named in the recording" : "pid " + jvm.pid() + ", " + jvm.version(),
                jvm.agent().map(AboutView::agent).orElse(List.of()));
    }

    private static List<Fact> agent(AgentStatus agent) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("Version", agent.version()));
        facts.add(new Fact("Kernel source", agent.kernelSource()));
        if (!agent.kernelSourceReason().isEmpty()) {
            facts.add(new Fact("Why not sock_diag", agent.kernelSourceReason()));
        }
        if (!agent.kernelDelay().isNegative()) {
            facts.add(new Fact("First look after a close, at most", Figures.span(agent.kernelDelay())));
        }
        facts.add(new Fact("Live connections", count(agent.liveConnections())));
        facts.add(new Fact("Closes not settled yet", count(agent.unsettled())));
        facts.add(new Fact("Events and look-ups dropped", count(agent.dropped())));
        facts.add(new Fact("Own errors", count(agent.suppressedErrors())));
        if (!agent.lastError().isEmpty()) {
            facts.add(new Fact("The newest of them", agent.lastError()));
        }
        if (!agent.cpuTime().isNegative()) {
            facts.add(new Fact("Own CPU time", Figures.span(agent.cpuTime())));
        }
        return facts;
    }

    private static String count(long value) {
        return value < 0 ? "unknown" : Figures.count(value);
    }

    private static List<String> notes(Model model) {
        ReadQuality joins = model.recordings().quality();
        List<String> notes = new ArrayList<>();
        joins.cutFiles().forEach(file -> notes.add(file + "; only its complete chunks are counted"));
        note(
                notes,
                model.closed(group -> group.verdict().isUnconfirmed()),
                "closes that the kernel did not confirm afterwards");
        note(
                notes,
                model.closed(group -> group.verdict().isSupposed()),
                "closes of which who was first is supposed, not proven");
        note(notes, joins.disagreements(), "closes that the kernel contradicted afterwards");
        note(notes, joins.duplicates(), "events that stood in several files and count once");
        note(notes, joins.notKept(), "events that count without detail, beyond the reader's bounds");
        note(notes, joins.unfinishedFiles(), "files left out because they are still being written");
        return notes;
    }

    private static void note(List<String> notes, long count, String what) {
        if (count > 0) {
            notes.add(Figures.count(count) + " " + what);
        }
    }
}
