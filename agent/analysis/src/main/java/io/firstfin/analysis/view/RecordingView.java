package io.firstfin.analysis.view;

import io.firstfin.analysis.finding.Figures;
import io.firstfin.analysis.model.AgentStatus;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.ReadQuality;
import io.firstfin.analysis.model.RecordedJvm;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Where the numbers come from, and how far they can be trusted.
 *
 * @param recorded how long was recorded, and from when
 * @param moreFiles how many are not named; empty when all are
 * @param notes what limits the trust in the numbers
 */
public record RecordingView(String recorded, List<String> files, String moreFiles, List<Jvm> jvms, List<String> notes) {

    /** A JVM, and what its agent reported of itself; empty where it reported nothing. */
    public record Jvm(String name, List<Fact> agent) {

        /** The facts in one line. */
        public String agentLine() {
            return agent.isEmpty()
                    ? "no status recorded"
                    : agent.stream()
                            .map(Fact::words)
                            .filter(words -> !words.isEmpty())
                            .collect(Collectors.joining(", "));
        }
    }

    /**
     * A fact that an agent reported of itself.
     *
     * @param words name and value as a part of a line; empty where the line leaves it out
     */
    public record Fact(String name, String value, String words) {}

    /**
     * @param mostFiles so many files are named
     * @param mostJvms and so many JVMs
     */
    public static RecordingView of(Model model, int mostFiles, int mostJvms) {
        List<String> files = model.recordings().files();
        return new RecordingView(
                Figures.span(model.recordings().observed()) + " from "
                        + model.recordings().from().truncatedTo(ChronoUnit.SECONDS),
                files.stream().limit(mostFiles).toList(),
                Words.more(files.size(), mostFiles),
                model.recordings().jvms().stream()
                        .limit(mostJvms)
                        .map(RecordingView::jvm)
                        .toList(),
                notes(model));
    }

    private static Jvm jvm(RecordedJvm jvm) {
        return new Jvm(
                jvm.pid() < 0 ? "not named in the recording" : "pid " + jvm.pid() + ", " + jvm.version(),
                jvm.agent().map(RecordingView::agent).orElse(List.of()));
    }

    /** What is unknown is left out, except for the version and the kernel source. */
    private static List<Fact> agent(AgentStatus agent) {
        List<Fact> facts = new ArrayList<>();
        String version = agent.version().isEmpty() ? "unknown" : agent.version();
        facts.add(new Fact("Version", version, agent.version().isEmpty() ? "version unknown" : version));
        String source = (agent.kernelSource().isEmpty() ? "unknown" : agent.kernelSource())
                + (agent.kernelSourceReason().isEmpty() ? "" : " (" + agent.kernelSourceReason() + ")");
        facts.add(new Fact("Kernel source", source, "kernel source " + source));
        if (!agent.kernelDelay().isNegative()) {
            facts.add(new Fact("First sample after a close, at most", Figures.span(agent.kernelDelay()), ""));
        }
        add(
                facts,
                "Live connections",
                agent.liveConnections(),
                agent.liveConnections() == 1 ? " live connection" : " live connections");
        if (agent.untracedConnections() > 0) {
            add(facts, "Connections not traced", agent.untracedConnections(), " not traced");
        }
        add(facts, "Closes not settled yet", agent.unsettled(), " unsettled");
        add(facts, "Events and samples dropped", agent.dropped(), " dropped");
        add(facts, "Own errors", agent.suppressedErrors(), agent.suppressedErrors() == 1 ? " error" : " errors");
        if (!agent.lastError().isEmpty()) {
            facts.add(new Fact("The newest of them", agent.lastError(), ""));
        }
        if (!agent.cpuTime().isNegative()) {
            String time = Figures.span(agent.cpuTime());
            facts.add(new Fact("Own CPU time", time, "own CPU time " + time));
        }
        return facts;
    }

    private static void add(List<Fact> facts, String name, long count, String words) {
        if (count >= 0) {
            facts.add(new Fact(name, Figures.count(count), Figures.count(count) + words));
        }
    }

    private static List<String> notes(Model model) {
        ReadQuality quality = model.recordings().quality();
        List<RecordedJvm> jvms = model.recordings().jvms();
        List<String> notes = new ArrayList<>();
        quality.cutFiles().forEach(file -> notes.add(file + "; only its complete chunks are counted"));
        long unnamed = jvms.stream().filter(jvm -> jvm.pid() < 0).count();
        if (jvms.size() > 1) {
            note(notes, unnamed, "file", "without the name of a JVM, each counted as a JVM of its own");
        }
        long unconfirmed = model.closed(group -> group.verdict().isUnconfirmed());
        long supposed = model.closed(group -> group.verdict().isSupposed());
        note(notes, unconfirmed, "close", "that the kernel did not confirm afterwards");
        note(notes, supposed, "close", "with a verdict that is supposed, not proven");
        note(
                notes,
                quality.disagreements(),
                "close",
                "whose first verdict the kernel corrected afterwards: its later word is counted");
        note(notes, quality.duplicates(), "event", "found in several files, counted once");
        note(notes, quality.notKept(), "event", "counted without detail, beyond the reader's bounds");
        note(notes, quality.unfinishedFiles(), "file", "left out, still being written");
        return notes;
    }

    private static void note(List<String> notes, long count, String noun, String what) {
        if (count > 0) {
            notes.add(Figures.count(count, noun) + " " + what);
        }
    }
}
