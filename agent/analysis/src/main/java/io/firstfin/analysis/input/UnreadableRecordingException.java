package io.firstfin.analysis.input;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** A recording cannot be analysed. The message is one line: what is wrong, and what to do. */
public final class UnreadableRecordingException extends Exception {

    private static final long serialVersionUID = 1;

    public UnreadableRecordingException(String message) {
        super(message);
    }

    public UnreadableRecordingException(String message, Throwable cause) {
        super(message, cause);
    }

    /** They are recordings, of something else. */
    static UnreadableRecordingException noneOfOurs(List<ChunkedFile> files) {
        String names = files.stream().map(file -> file.path().toString()).collect(Collectors.joining(", "));
        return new UnreadableRecordingException("No FirstFin events in " + names + ". Attach the"
                + " agent and record with settings=firstfin.jfc, or use \"firstfin.jar record PID\".");
    }

    /** One file holds several JVMs, whose connections have the same names. */
    static UnreadableRecordingException mixed(List<ChunkedFile> files) {
        String names = files.stream().map(file -> file.path().toString()).collect(Collectors.joining(", "));
        return new UnreadableRecordingException("Several JVMs in one recording: " + names
                + ". Report on the recording of each by itself, or take it apart with"
                + " \"jfr disassemble --max-chunks 1\" and name the folder.");
    }

    /** What it holds makes no sense. */
    static UnreadableRecordingException damaged(Path path, Throwable cause) {
        String reason = cause.getMessage() == null || cause instanceof NullPointerException
                ? cause.getClass().getSimpleName()
                : cause.getMessage();
        return damaged(
                path,
                "it cannot be decoded (" + reason + ")"
                        + (cause instanceof OutOfMemoryError
                                ? ", or needs more memory (java -Xmx2g -jar firstfin.jar ...)"
                                : ""),
                cause);
    }

    static UnreadableRecordingException damaged(Path path, String how, Throwable cause) {
        return new UnreadableRecordingException(
                "Damaged recording: " + path + ": " + how + ". Copy or dump it again.", cause);
    }

    /** The system refused to read it. */
    static UnreadableRecordingException notAllowed(Path path, IOException cause) {
        boolean denied = cause instanceof AccessDeniedException;
        return new UnreadableRecordingException(
                "Cannot read " + path + ": "
                        + (denied
                                ? "permission denied. Run as the user who owns it, or change its mode."
                                : cause.getMessage() + "."),
                cause);
    }
}
