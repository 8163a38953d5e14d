package io.firstfin.cli;

/** What a command could not do, as the one line its user reads: what is wrong, and what to do. */
public final class Failure extends RuntimeException {
    public Failure(String line) {
        super(oneLine(line));
    }

    public Failure(String line, Throwable cause) {
        super(oneLine(line), cause);
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
