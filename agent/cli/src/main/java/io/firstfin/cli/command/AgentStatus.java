package io.firstfin.cli.command;

import io.firstfin.cli.attach.AgentAnswer;
import io.firstfin.cli.terminal.Table;
import java.util.ArrayList;
import java.util.List;

/** What an agent says of itself, for people. */
final class AgentStatus {
    private AgentStatus() {
    }

    static List<String> lines(String jvm, AgentAnswer answer) {
        List<String> lines = new ArrayList<>();
        lines.add(jvm + ": " + (answer.attached() ? "attached" : "not attached"));
        Table table = new Table();
        table.row("  agent version", words(answer.text("version")));
        if (answer.attached()) {
            table.row("  woven", words(answer.text("woven")));
            table.row("  kernel source", words(answer.text("kernelSource")));
            table.row("  recording", answer.recording() ? "yes" : "no");
            table.row("  live connections", words(answer.text("liveConnections"))
                    + " (" + words(answer.text("adopted")) + " older than the agent)");
        }
        table.row("  events dropped", words(answer.text("dropped")));
        table.row("  errors suppressed", words(answer.text("suppressedErrors")));
        table.row("  last error", words(answer.text("lastError")));
        table.row("  own CPU time", millis(answer.text("cpuMillis"))
                + ", weaving took " + millis(answer.text("weaveMillis")));
        lines.addAll(table.lines());
        return lines;
    }

    /** A list with spaces to breathe; "none" for nothing. */
    static String words(String text) {
        return text.isBlank() ? "none" : text.replaceAll(",\\s*", ", ");
    }

    private static String millis(String number) {
        return number.isBlank() ? "unknown" : number + " ms";
    }
}
