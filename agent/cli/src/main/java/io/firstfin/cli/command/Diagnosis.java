package io.firstfin.cli.command;

import java.nio.file.Path;
import java.util.List;

/** Turns recordings into a report; throws a {@link io.firstfin.cli.Failure} when it cannot. */
@FunctionalInterface
public interface Diagnosis {
    Result of(List<Path> recordings);

    /** The report in the two forms the command line hands out. */
    record Result(String text, String json) {
    }
}
