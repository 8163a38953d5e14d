package io.firstfin.analysis.report;

import io.firstfin.analysis.finding.Figures;
import io.firstfin.analysis.model.AgentStatus;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.ReadQuality;
import io.firstfin.analysis.model.RecordedJvm;
import java.time.temporal.ChronoUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where the numbers come from, and how far they can be trusted. */
final class RecordingSection {

    private static final int FILES_SHOWN = 5;

    private RecordingSection() {}

    static String render(Model model) {
        StringBuilder text = new StringBuilder();
        text.append(Lines.wrap(
                "Recorded:  ",
                Figures.span(model.recordings().observed()) + " from "
                        + model.recordings().from().truncatedTo(ChronoUnit.SECONDS)));
        model.recordings().files().stream()
                .limit(FILES_SHOWN)
                .forEach(file -> text.append(Lines.wrap("File:      ", file)));
        if (model.recordings().files().size() > FILES_SHOWN) {
            text.append("           and ")
                    .append(model.recordings().files().size() - FILES_SHOWN)
                    .append(" more\n");
        }
        model.recordings().jvms().forEach(jvm -> text.append(jvm(jvm)));
        model.recordings()
                .quality()
                .cutFiles()
                .forEach(file ->
                        text.append(Lines.wrap("Note:      ", file + "; only its complete chunks are counted")));
        long unnamed =
                model.recordings().jvms().stream().filter(jvm -> jvm.pid() < 0).count();
        return text
                + line(
                        model.recordings().jvms().size() > 1 ? unnamed : 0,
                        "files that do not name their" + " JVM, each taken for a JVM of its own")
                + joins(
                        model.recordings().quality(),
                        model.closed(group -> group.verdict().isUnconfirmed()),
                        model.closed(group -> group.verdict().isSupposed()));
    }

    private static String jvm(RecordedJvm jvm) {
        String name = jvm.pid() < 0 ? "not named in the recording" : "pid " + jvm.pid() + ", " + jvm.version();
        return Lines.wrap("JVM:       ", name)
                + jvm.agent().map(RecordingSection::agent).orElse("Agent:     no status recorded\n");
    }

    private static String agent(AgentStatus agent) {
        return Lines.wrap(
                "Agent:     ",
                Stream.of(
                                agent.version().isEmpty() ? "version unknown" : agent.version(),
                                "kernel source " + (agent.kernelSource().isEmpty() ? "unknown" : agent.kernelSource())
                                        + (agent.kernelSourceReason().isEmpty()
                                                ? ""
                                                : " (" + agent.kernelSourceReason() + ")"),
                                known(
                                        agent.liveConnections(),
                                        agent.liveConnections() == 1 ? " live connection" : " live connections"),
                                agent.untracedConnections() <= 0
                                        ? ""
                                        : known(agent.untracedConnections(), " not traced"),
                                known(agent.unsettled(), " unsettled"),
                                known(agent.dropped(), " dropped"),
                                known(agent.suppressedErrors(), agent.suppressedErrors() == 1 ? " error" : " errors"),
                                agent.cpuTime().isNegative() ? "" : "own CPU time " + Figures.span(agent.cpuTime()))
                        .filter(part -> !part.isEmpty())
                        .collect(Collectors.joining(", ")));
    }

    private static String known(long count, String what) {
        return count < 0 ? "" : Figures.count(count) + what;
    }

    private static String joins(ReadQuality joins, long unconfirmed, long supposed) {
        return line(unconfirmed, "closes that the kernel did not confirm afterwards")
                + line(supposed, "closes of which who was first is supposed, not proven")
                + line(joins.disagreements(), "closes that the kernel contradicted afterwards")
                + line(joins.duplicates(), "events that stood in several files and count once")
                + line(joins.notKept(), "events that count without detail, beyond the reader's bounds")
                + line(joins.unfinishedFiles(), "files left out because they are still being written");
    }

    private static String line(long count, String what) {
        return count == 0 ? "" : Lines.wrap("Note:      ", what + ": " + Figures.count(count));
    }
}
