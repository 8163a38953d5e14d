package io.firstfin.cli.message;

/** A command failed. The message is the one line that the user reads: what is wrong, and what to do. */
public final class Failure extends RuntimeException {
    public Failure(String line) {
        super(PlainText.line(line));
    }

    public Failure(String line, Throwable cause) {
        super(PlainText.line(line), cause);
    }
}
