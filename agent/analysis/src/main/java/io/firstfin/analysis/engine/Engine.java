package io.firstfin.analysis.engine;

import io.firstfin.analysis.event.TracedEvent;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.Window;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;

/**
 * Takes the events of JVMs, in any order and any split, and gives a model of them at any moment. Two
 * engines that took parts of the events merge into one that knows all, also when one of them was written
 * by another process. Not for use by several threads at once.
 */
public final class Engine {

    private static final int FEWEST_RECORDS = 1 << 18;
    private static final int MOST_RECORDS = 1 << 21;

    /** A record takes some 150 bytes: those of a JVM fill a third of the heap at most. */
    private static final int BYTES_OF_HEAP_A_RECORD = 512;

    private final int mostRecords;
    private final CloseReasons reasons;
    private final EngineState state = new EngineState();

    /** An engine that keeps as many records of connections as the heap has room for. */
    public Engine() {
        this(CloseReasons.OURS);
    }

    /** The same with other rules. */
    public Engine(CloseReasons reasons) {
        this(recordsInHeap(), reasons);
    }

    /**
     * @param mostRecords connections of a JVM beyond this number are counted, and their records dropped
     * @param reasons why connections were closed, where the agent has proven nothing
     */
    Engine(int mostRecords, CloseReasons reasons) {
        this.mostRecords = mostRecords;
        this.reasons = reasons;
    }

    /**
     * A JVM was recorded for some time, whatever happened meanwhile.
     *
     * @param jvm tells it from others
     * @param source names the file or stream
     * @param windows when
     */
    public void recorded(String jvm, String source, List<Window> windows) {
        jvm(jvm).facts.recorded(source, windows);
    }

    /** A file breaks off; says what is missing. */
    public void cutOff(String what) {
        state.cut.add(what);
    }

    /** So many files were still being written, and were left out. */
    public void unfinished(int files) {
        state.unfinished += files;
    }

    /** Takes an event of a JVM. */
    public void accept(String jvm, TracedEvent event) {
        jvm(jvm).accept(event);
    }

    /** Takes over all that another engine knows, which stays as it is. */
    public void merge(Engine other) {
        merge(other.state);
    }

    /**
     * Takes over what another engine wrote.
     *
     * @throws IOException one line saying what is wrong and what to do
     */
    public void merge(InputStream written) throws IOException {
        merge(EngineState.read(written));
    }

    /** Writes all that this engine knows, for another process to merge. The stream stays open. */
    public void write(OutputStream out) throws IOException {
        state.write(out);
    }

    /**
     * Forgets what was over before a moment, and what was not seen again since: so a model of the last
     * minute can be had at any time. Connections that are open stay.
     */
    public void forgetBefore(Instant moment) {
        state.jvms.values().forEach(jvm -> jvm.forgetBefore(moment));
    }

    /** The model of all events so far. The engine stays as it is, and may go on. */
    public Model snapshot() {
        return new Snapshot(state.jvms.values(), state.unfinished, List.copyOf(state.cut)).model();
    }

    /** How many records of connections the heap has room for. */
    static int recordsInHeap() {
        return (int) Math.max(
                FEWEST_RECORDS, Math.min(MOST_RECORDS, Runtime.getRuntime().maxMemory() / BYTES_OF_HEAP_A_RECORD));
    }

    private void merge(EngineState other) {
        other.jvms.forEach((name, theirs) -> state.jvms.values().stream()
                .filter(ours -> ours.facts.identity().equals(theirs.facts.identity()))
                .findFirst()
                .orElseGet(() -> jvm(state.jvms.containsKey(name) ? theirs.facts.identity() : name))
                .addAll(theirs));
        state.cut.addAll(other.cut);
        state.unfinished += other.unfinished;
    }

    private JvmState jvm(String name) {
        return state.jvms.computeIfAbsent(name, absent -> new JvmState(name, mostRecords, reasons));
    }
}
