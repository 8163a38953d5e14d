package io.firstfin.analysis;

import io.firstfin.analysis.engine.CloseReasons;
import io.firstfin.analysis.engine.Engine;
import io.firstfin.analysis.input.RecordingReader;
import io.firstfin.analysis.input.UnreadableRecordingException;
import io.firstfin.analysis.model.Close;
import io.firstfin.analysis.render.text.CloseLines;
import io.firstfin.analysis.render.text.ClosesFormat;
import io.firstfin.analysis.view.Report;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** Analyses recordings. */
public final class Analysis {

    private Analysis() {}

    /**
     * Reads recordings and reports on them together.
     *
     * @param filesOrFolders {@code .jfr} files, and folders of them
     * @throws UnreadableRecordingException one clear line saying what is wrong and what to do
     */
    public static Report of(List<Path> filesOrFolders) throws UnreadableRecordingException {
        return of(filesOrFolders, CloseReasons.OURS);
    }

    /**
     * The same with rules for the reasons of closes.
     *
     * @throws UnreadableRecordingException one clear line saying what is wrong and what to do
     */
    public static Report of(List<Path> filesOrFolders, CloseReasons reasons) throws UnreadableRecordingException {
        Engine engine = new Engine(reasons);
        RecordingReader.of(filesOrFolders).readInto(engine);
        return Report.of(engine.snapshot());
    }

    /**
     * Reads recordings and writes one line for each close, in order of time, below a header. Memory is
     * bounded: what does not fit is sorted in the temporary directory.
     *
     * @param lines receives each line with its end, after all files were read
     * @throws UnreadableRecordingException one clear line saying what is wrong and what to do
     */
    public static void closes(
            List<Path> filesOrFolders, CloseReasons reasons, ClosesFormat format, Consumer<String> lines)
            throws UnreadableRecordingException {
        try (CloseLines sorted = new CloseLines(format)) {
            RecordingReader.of(filesOrFolders).readCloses(reasons, close -> add(sorted, close));
            sorted.forEach(lines);
        } catch (IOException | UncheckedIOException e) {
            throw new UnreadableRecordingException(
                    "Cannot sort the closes in the temporary directory: " + e.getMessage()
                            + ". Make room there, or name another one with -Djava.io.tmpdir.",
                    e);
        }
    }

    /** The same with our own rules for the reasons of closes. */
    public static void closes(List<Path> filesOrFolders, ClosesFormat format, Consumer<String> lines)
            throws UnreadableRecordingException {
        closes(filesOrFolders, CloseReasons.OURS, format, lines);
    }

    private static void add(CloseLines lines, Close close) {
        try {
            lines.add(close);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
