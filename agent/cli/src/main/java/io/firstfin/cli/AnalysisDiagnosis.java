package io.firstfin.cli;

import io.firstfin.cli.command.Diagnosis;
import java.nio.file.Path;
import java.util.List;

/** The diagnosis that the analysis module makes. */
final class AnalysisDiagnosis implements Diagnosis {
    @Override
    public Result of(List<Path> recordings) {
        throw new Failure("no analysis yet");
    }
}
