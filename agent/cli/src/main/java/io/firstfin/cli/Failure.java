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
        // what others put into it, such as an answer or a name, must not speak to the terminal
        return text.strip().replaceAll("\\s*\\R\\s*", " ").replaceAll("\\p{Cntrl}", "?");
    }
}
