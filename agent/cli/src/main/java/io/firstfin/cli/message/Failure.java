package io.firstfin.cli.message;

/** What a command could not do, as the one line its user reads: what is wrong, and what to do. */
public final class Failure extends RuntimeException {
    public Failure(String line) {
        super(PlainText.line(line));
    }

    public Failure(String line, Throwable cause) {
        super(PlainText.line(line), cause);
    }
}
