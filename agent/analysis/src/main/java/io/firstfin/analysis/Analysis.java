package io.firstfin.analysis;

import io.firstfin.analysis.recording.ModelReader;
import io.firstfin.analysis.recording.UnreadableRecordingException;
import io.firstfin.analysis.report.Report;
import java.nio.file.Path;
import java.util.List;

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
        return Report.of(ModelReader.read(filesOrFolders));
    }
}
