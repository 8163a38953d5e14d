package io.firstfin.cli.terminal;

import java.io.PrintWriter;
import java.time.Duration;

/** Shows a waiting user the progress of a task of known length. */
public interface Progress extends AutoCloseable {
    /** A bar where somebody watches; else one line at the start and one at the end. */
    static Progress of(PrintWriter out, boolean terminal, String task, Duration whole) {
        return terminal ? new BarProgress(out, task, whole) : new LineProgress(out, task, whole);
    }

    void reached(Duration elapsed);

    @Override
    void close();
}
