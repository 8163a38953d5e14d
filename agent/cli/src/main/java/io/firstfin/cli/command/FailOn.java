package io.firstfin.cli.command;

import io.firstfin.analysis.finding.Finding;
import io.firstfin.analysis.finding.FindingId;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** The option that makes a build fail if the report has certain findings. */
final class FailOn {
    private static final int FOUND = 3;

    @Option(
            names = "--fail-on",
            paramLabel = "FINDING",
            split = ",",
            description = "Exit with 3 when one of these is found, of any severity, such as"
                    + " CONNECTION_PER_REQUEST; several with commas.")
    private List<FindingId> findings = List.of();

    boolean wanted() {
        return !findings.isEmpty();
    }

    /** The exit code, after one line about each reason for it not to be 0. */
    int code(List<Finding> found, PrintWriter err) {
        String which = findings.stream()
                .distinct()
                .filter(id -> found.stream().anyMatch(finding -> finding.id() == id))
                .map(FindingId::name)
                .collect(Collectors.joining(", "));
        if (which.isEmpty()) {
            return 0;
        }
        err.println("firstfin: found " + which + ", which --fail-on refuses");
        err.flush();
        return FOUND;
    }
}
