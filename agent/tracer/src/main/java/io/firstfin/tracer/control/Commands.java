package io.firstfin.tracer.control;

import io.firstfin.bootstrap.Bridge;
import io.firstfin.tracer.base.BoundedTable;
import io.firstfin.tracer.base.TableUse;
import io.firstfin.tracer.record.AlwaysOnRecording;
import io.firstfin.tracer.record.JfrStackDepth;
import io.firstfin.tracer.sink.Status;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.text.ParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the command line can ask of a traced JVM. Called by one thread at a time. */
public final class Commands {

    private static final int PROTOCOL = 5;

    private final Tracing tracing;
    private final JfrStackDepth stackDepth;
    private final long weaveMillis;
    private final Recordings recordings;

    private Commands(Tracing tracing, JfrStackDepth stackDepth, long weaveMillis, Runnable leave) {
        this.tracing = tracing;
        this.stackDepth = stackDepth;
        this.recordings = new Recordings(tracing, leave);
        this.weaveMillis = weaveMillis;
        tracing.atExit(this::exit);
    }

    public static Commands start(Instrumentation instrumentation, String version, boolean running, Runnable leave) {
        if (Bridge.protocol() != PROTOCOL) {
            throw new IllegalStateException(
                    "this JVM carries the bridge of another FirstFin version: restart it first");
        }
        JfrStackDepth stackDepth = new JfrStackDepth(instrumentation);
        stackDepth.requireUnchanged();
        long before = System.nanoTime();
        Tracing tracing = new Tracing(instrumentation, version);
        try {
            tracing.open(running);
        } catch (Throwable e) {
            tracing.close();
            throw e;
        }
        return new Commands(tracing, stackDepth, (System.nanoTime() - before) / 1_000_000, leave);
    }

    /** Never throws: an {@code outcome} of {@code failed} comes with a {@code message}. */
    public Map<String, String> answer(Map<String, String> command) {
        try {
            return perform(command);
        } catch (Throwable e) {
            String message = e.getMessage() == null ? e.toString() : e.getMessage();
            return Map.of("outcome", "failed", "message", message);
        }
    }

    private Map<String, String> perform(Map<String, String> command) throws IOException, ParseException {
        switch (command.getOrDefault("command", "")) {
            case "start":
                return start(command.getOrDefault("options", ""));
            case "attach":
            case "status":
                tracing.openKernel();
                return report("attached");
            case "record-start":
                stackDepth.requireUnchanged();
                recordings.start(command);
                Map<String, String> started = report("attached");
                started.put("holdsOutput", "true");
                return started;
            case "record-stop":
                boolean shared = recordings.stop(command);
                Map<String, String> stopped = report("attached");
                stopped.put("shared", Boolean.toString(shared));
                return stopped;
            case "record-cancel":
                recordings.cancel(command);
                return report("attached");
            case "detach":
                return detach(command);
            default:
                throw new IllegalArgumentException(
                        "unknown command " + command.get("command") + ": is the agent older?");
        }
    }

    /**
     * The JVM starts, and the application has not begun. A recording comes first: JDK 15 to 22 can
     * deadlock where JFR registers events while classes are woven (JDK-8371889).
     */
    private Map<String, String> start(String options) throws IOException, ParseException {
        try {
            if (!options.isBlank()) {
                tracing.weaveExit();
                recordings.startAlwaysOn(options);
            }
        } finally {
            tracing.weaveAhead();
        }
        return report("attached");
    }

    /** Refused while somebody records: ending that is not for others to do by accident. */
    private Map<String, String> detach(Map<String, String> command) {
        if (!Boolean.parseBoolean(command.get("force"))) {
            String reason = detachRefused();
            if (reason != null) {
                Map<String, String> refusal = report("attached");
                refusal.put("outcome", "failed");
                refusal.put("message", reason);
                return refusal;
            }
        }
        Map<String, String> last = report("detached");
        recordings.endAlwaysOn();
        recordings.cancel("somebody detached FirstFin from the JVM by force");
        tracing.close();
        return last;
    }

    private void exit() {
        try {
            recordings.exit();
        } catch (IOException | RuntimeException e) {
            tracing.errors().accept(e);
        }
    }

    /** Null when nothing is in the way. */
    private String detachRefused() {
        if (recordings.ordered()) {
            return "somebody records it: wait until that record has ended, or press Ctrl-C there;"
                    + " detach --force ends it, and what was recorded is lost";
        }
        if (recordings.alwaysOnRuns()) {
            return "it records itself since its start: end that with \"jcmd PID JFR.stop name="
                    + AlwaysOnRecording.NAME
                    + "\" first; detach --force ends it, and keeps it only where -javaagent named a"
                    + " file for it";
        }
        List<String> wanting = recordings.wantedByOthers();
        if (!wanting.isEmpty()) {
            return "JFR recording " + String.join(", ", wanting) + " of that JVM wants FirstFin's"
                    + " events: stop it first (jcmd PID JFR.stop); detach --force leaves it running,"
                    + " without new events of ours";
        }
        return null;
    }

    private Map<String, String> report(String state) {
        Status status = tracing.status();
        Map<String, String> answer = new LinkedHashMap<>();
        answer.put("outcome", "ok");
        answer.put("state", state);
        answer.put("version", status.version());
        answer.put("woven", String.join(",", status.woven()));
        answer.put("libraries", String.join(",", status.libraries()));
        answer.put("leftAlone", String.join("; ", status.leftAlone()));
        answer.put("kernelSource", status.kernelSource());
        answer.put("kernelSourceReason", status.kernelSourceReason() == null ? "" : status.kernelSourceReason());
        answer.put("kernelDelayMillis", Long.toString(status.kernelDelayNanos() / 1_000_000));
        answer.put("liveConnections", Integer.toString(status.liveConnections()));
        answer.put("adopted", Integer.toString(status.adopted()));
        answer.put("dropped", Long.toString(status.dropped()));
        answer.put("suppressedErrors", Long.toString(status.suppressedErrors()));
        answer.put("lastError", status.lastError() == null ? "" : status.lastError());
        answer.put("cpuMillis", Long.toString(status.cpuNanos() / 1_000_000));
        answer.put("weaveMillis", Long.toString(weaveMillis));
        List<TableUse> tables = tracing.tables();
        answer.put("tableBytes", Long.toString(TableUse.bytes(tables)));
        answer.put("tableBytesAtMost", Long.toString(BoundedTable.mostBytes()));
        answer.put("tables", TableUse.text(tables));
        answer.put("leftOutConnections", Long.toString(tracing.leftOutConnections()));
        answer.put("recording", Boolean.toString(recordings.running()));
        answer.put("wantedBy", String.join(", ", recordings.wantedByOthers()));
        answer.put("alwaysOn", recordings.alwaysOnDescription());
        return answer;
    }
}
