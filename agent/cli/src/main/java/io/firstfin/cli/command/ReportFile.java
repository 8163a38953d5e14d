package io.firstfin.cli.command;

import io.firstfin.cli.Failure;
import io.firstfin.cli.record.OutputFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Writes a report to the file that an option names, replacing it whole. */
final class ReportFile {

    private ReportFile() {}

    static void write(Path file, String report, String option) {
        try (OutputFile output = OutputFile.reserve(file, true)) {
            output.commit(new ByteArrayInputStream(report.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new Failure("cannot write " + file + " (" + e.getMessage() + "): name another"
                    + " file with " + option, e);
        }
    }
}
