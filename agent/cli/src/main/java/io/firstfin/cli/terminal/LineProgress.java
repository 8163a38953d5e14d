package io.firstfin.cli.terminal;

import java.io.PrintWriter;
import java.time.Duration;

/** For logs: a line when it starts, a line when it has ended. */
final class LineProgress implements Progress {
    private final PrintWriter out;
    private final String task;
    private final Duration whole;
    private Duration elapsed = Duration.ZERO;

    LineProgress(PrintWriter out, String task, Duration whole) {
        this.out = out;
        this.task = task;
        this.whole = whole;
        out.println(task + " for " + Durations.text(whole));
        out.flush();
    }

    @Override
    public void reached(Duration soFar) {
        elapsed = soFar.compareTo(whole) < 0 ? soFar : whole;
    }

    @Override
    public void close() {
        out.println(task
                + (elapsed.compareTo(whole) < 0
                        ? " ended early, after " + Durations.text(elapsed) + " of " + Durations.text(whole)
                        : " ended after " + Durations.text(whole)));
        out.flush();
    }
}
