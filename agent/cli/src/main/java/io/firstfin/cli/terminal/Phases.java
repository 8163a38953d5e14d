package io.firstfin.cli.terminal;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The phases of a command before and after the one that its user asked for. Shows which one runs, and at the end
 * how long each took.
 */
public final class Phases {
    private final PrintWriter out;
    private final List<String> ended = new ArrayList<>();
    private String current;
    private long since;

    public Phases(PrintWriter out) {
        this.out = out;
    }

    /** Ends the phase before, if one runs. */
    public void begin(String name) {
        end();
        current = name;
        since = System.nanoTime();
    }

    /** Tells what takes time now. */
    public void tell(String line) {
        out.println(line);
        out.flush();
    }

    /** What follows is not to be counted. */
    public void end() {
        if (current != null) {
            Duration took = Duration.ofNanos(System.nanoTime() - since);
            ended.add(String.format(Locale.ROOT, "%s took %.1f s", current, took.toMillis() / 1000.0));
            current = null;
        }
    }

    /** Those that have ended, such as "Attaching took 2.1 s, fetching took 0.3 s". */
    public String text() {
        return String.join(", ", ended);
    }
}
