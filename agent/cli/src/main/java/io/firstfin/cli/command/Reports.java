package io.firstfin.cli.command;

import io.firstfin.analysis.Analysis;
import io.firstfin.analysis.engine.CloseReasons;
import io.firstfin.analysis.finding.Reasons;
import io.firstfin.analysis.input.UnreadableRecordingException;
import io.firstfin.analysis.render.text.ClosesFormat;
import io.firstfin.analysis.view.Report;
import io.firstfin.cli.message.Failure;
import io.firstfin.cli.record.OutputFile;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** Has recordings analysed, and writes reports on them to files. Every failure is one line that says what to do. */
final class Reports {
    private static final String IN_JDK_JFR = "jdk.jfr.consumer.RecordingFile";
    /** A class that the JSON library needs. JSON and HTML are both made with that library. */
    private static final String IN_JAVA_XML = "org.w3c.dom.Node";

    private Reports() {}

    /** Before anything is recorded: the report is made by this Java. */
    static void requireReader() {
        requireClass(
                IN_JDK_JFR,
                "recordings are read with the module jdk.jfr, and the Java that runs firstfin.jar is an image"
                        + " without it: run the command with a JDK, or add the module");
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

    /** Fails if it is known already that the report cannot be written to the file that an option names. */
    static void requireFile(Path file, String option) {
        requireJson(option);
        OutputFile.reserve(file, true).close();
    }

    /** Fails where this Java has been stripped of what JSON and HTML need. */
    static void requireJson(String option) {
        requireClass(
                IN_JAVA_XML,
                option + " needs the module java.xml, and the Java that runs firstfin.jar is an image without it:"
                        + " run the command with a JDK, here or elsewhere; a recording can be reported on any"
                        + " machine");
    }

    /** The rules of a file for the reasons of closes, before our own. */
    static CloseReasons reasons(Path file) {
        try {
            return CloseReasons.OURS.behind(Files.readString(file), Reasons.names());
        } catch (IllegalArgumentException e) {
            throw new Failure("--reasons " + file + ", " + e.getMessage(), e);
        } catch (CharacterCodingException e) {
            throw new Failure("--reasons " + file + " is no text: write one \"class.method -> REASON\" a line", e);
        } catch (IOException e) {
            throw new Failure("--reasons " + file + " cannot be read: name a text file that this user may read", e);
        }
    }

    /** Reports on all of them together. */
    static Report report(List<Path> recordings, CloseReasons reasons) {
        try {
            return Analysis.of(recordings, reasons);
        } catch (UnreadableRecordingException e) {
            throw new Failure(e.getMessage(), e);
        }
    }

    /** Hands out one line for each close, in order of time. */
    static void closes(List<Path> recordings, CloseReasons reasons, ClosesFormat format, Consumer<String> lines) {
        try {
            Analysis.closes(recordings, reasons, format, lines);
        } catch (UnreadableRecordingException e) {
            throw new Failure(e.getMessage(), e);
        }
    }

    static void write(Path file, String report, String option) {
        OutputFile.write(file, report.getBytes(StandardCharsets.UTF_8), "name another file with " + option);
    }

    private static void requireClass(String name, String otherwise) {
        try {
            Class.forName(name, false, ClassLoader.getSystemClassLoader());
        } catch (ClassNotFoundException e) {
            throw new Failure(otherwise, e);
        }
    }
}
