package io.firstfin.cli.command;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Turns recordings into a report; throws a {@link io.firstfin.cli.Failure} when it cannot. */
@FunctionalInterface
public interface Diagnosis {
    Result of(List<Path> recordings);

    /**
     * The report in the forms the command line hands out.
     *
     * @param json made when it is asked for: it needs a library, and that a module, which the text
     *             does without; so does {@code html}
     * @param findings the ids of what was found
     */
    record Result(String text, Supplier<String> json, Supplier<String> html, Set<String> findings) {}
}
