package io.firstfin.cli.command;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** Turns recordings into a report; throws a {@link io.firstfin.cli.Failure} when it cannot. */
@FunctionalInterface
public interface Diagnosis {
    Result of(List<Path> recordings);

    /**
     * The report in the forms the command line hands out.
     *
     * @param findings the ids of what was found
     */
    record Result(String text, String json, String html, Set<String> findings) {
    }
}
