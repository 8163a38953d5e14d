package io.firstfin.cli.command;

import io.firstfin.analysis.Analysis;
import io.firstfin.analysis.input.UnreadableRecordingException;
import io.firstfin.analysis.render.text.ClosesFormat;
import io.firstfin.analysis.view.Report;
import io.firstfin.cli.message.Failure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** The recordings that a user names, and what the analysis makes of them. */
final class Recordings {
    private static final String IN_JDK_JFR = "jdk.jfr.consumer.RecordingFile";

    private Recordings() {}

    /** Before anything is recorded: the report is made by this Java. */
    static void requireReader() {
        try {
            Class.forName(IN_JDK_JFR, false, ClassLoader.getSystemClassLoader());
        } catch (ClassNotFoundException e) {
            throw new Failure(
                    "recordings are read with the module jdk.jfr, and the Java that runs firstfin.jar is an image"
                            + " without it: run the command with a JDK, or add the module",
                    e);
        }
    }

    static void requireExisting(List<Path> recordings) {
        for (Path recording : recordings) {
            if (!Files.exists(recording)) {
                throw new Failure("there is no " + recording + ": name a recording (.jfr) or a folder of them");
            }
            if (!Files.isReadable(recording)) {
                throw new Failure("cannot read " + recording + ": run as a user who may");
            }
        }
    }

    /** Reports on all of them together. */
    static Report report(List<Path> recordings) {
        return read(() -> Analysis.of(recordings));
    }

    /** Hands out one line for each close, in order of time. */
    static void closes(List<Path> recordings, ClosesFormat format, Consumer<String> lines) {
        read(() -> {
            Analysis.closes(recordings, format, lines);
            return null;
        });
    }

    /** The analysis already says in one line what is wrong with a recording, and what to do. */
    private static <T> T read(Reading<T> reading) {
        try {
            return reading.result();
        } catch (UnreadableRecordingException e) {
            throw new Failure(e.getMessage(), e);
        }
    }

    @FunctionalInterface
    private interface Reading<T> {
        T result() throws UnreadableRecordingException;
    }
}
