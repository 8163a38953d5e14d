package io.firstfin.cli.command;

import io.firstfin.cli.attach.AgentAnswer;
import io.firstfin.cli.terminal.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Formats the status that an agent reports of itself as lines of text. */
final class AgentStatus {
    private AgentStatus() {}

    static List<String> lines(String jvm, AgentAnswer answer) {
        if (!answer.attached()) {
            return List.of(jvm + ": not attached");
        }
        List<String> lines = new ArrayList<>(List.of(jvm + ": attached"));
        lines.addAll(new Table()
                .row("  agent version", words(answer.text("version")))
                .row("  woven", words(answer.text("woven")))
                .row("  libraries", words(answer.text("libraries")))
                .row("  left alone", words(answer.text("leftAlone")))
                .row("  kernel source", source(answer))
                .row("  asked after", millis(answer.text("kernelDelayMillis")) + " at most")
                .row("  recording", recordings(answer))
                .row("  always on", always(answer.text("alwaysOn")))
                .row(
                        "  live connections",
                        words(answer.text("liveConnections")) + " (" + words(answer.text("adopted"))
                                + " older than the agent)")
                .row("  not traced", notTraced(answer))
                .row("  events dropped", words(answer.text("dropped")))
                .row("  errors suppressed", words(answer.text("suppressedErrors")))
                .row("  last error", words(answer.text("lastError")))
                .row(
                        "  own CPU time",
                        millis(answer.text("cpuMillis")) + ", weaving took " + millis(answer.text("weaveMillis")))
                .row("  tables", tables(answer))
                .lines());
        return lines;
    }

    /** Who takes our events: the one that {@code record} ordered, and any other by JFR's own number. */
    private static String recordings(AgentAnswer answer) {
        List<String> all = new ArrayList<>();
        if (answer.recording()) {
            all.add("by record");
        }
        if (!answer.text("wantedBy").isBlank()) {
            all.add("JFR recording " + answer.text("wantedBy"));
        }
        return all.isEmpty() ? "no" : "yes: " + String.join(", ", all);
    }

    /** The source, and why it is not the best one where it is not. */
    static String source(AgentAnswer answer) {
        String reason = answer.text("kernelSourceReason");
        return words(answer.text("kernelSource")) + (reason.isBlank() ? "" : " (" + reason + ")");
    }

    /** A list with spaces to breathe; "none" for nothing. */
    static String words(String text) {
        return text.isBlank() ? "none" : text.replaceAll(",\\s*", ", ");
    }

    /** Its own recording, if it has one since its start. */
    private static String always(String text) {
        return text.isBlank() ? "no" : text;
    }

    /** Connections for which its table had no room. */
    private static String notTraced(AgentAnswer answer) {
        String count = answer.text("leftOutConnections");
        if (count.isBlank()) {
            return "unknown";
        }
        return count.equals("0")
                ? "0 connections for want of memory"
                : grouped(count) + " connections: the table of open connections was full; a larger heap (-Xmx) gives it"
                        + " more room";
    }

    /** The memory of its tables, and what they hold. */
    private static String tables(AgentAnswer answer) {
        String now = answer.text("tableBytes");
        String most = answer.text("tableBytesAtMost");
        if (now.isBlank() || most.isBlank()) {
            return "unknown";
        }
        String held = answer.text("tables");
        return megabytes(now) + " of at most " + megabytes(most) + (held.isEmpty() ? "" : " (" + entries(held) + ")");
    }

    /** {@code open connections=812,recent closes=4100} as a list of words. */
    private static String entries(String held) {
        return Stream.of(held.split(","))
                .map(entry -> entry.split("=", 2))
                .map(entry -> entry[0] + (entry.length < 2 ? "" : " " + grouped(entry[1])))
                .collect(Collectors.joining(", "));
    }

    private static String megabytes(String bytes) {
        return String.format(Locale.ROOT, "%.1f MB", Long.parseLong(bytes) / (double) (1 << 20));
    }

    private static String grouped(String number) {
        return String.format(Locale.ROOT, "%,d", Long.parseLong(number));
    }

    private static String millis(String number) {
        return number.isBlank() ? "unknown" : number + " ms";
    }
}
