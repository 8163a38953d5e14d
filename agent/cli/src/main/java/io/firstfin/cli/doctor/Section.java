package io.firstfin.cli.doctor;

import java.util.List;
import java.util.stream.Stream;

/** Checks under one heading. */
public record Section(String heading, List<Check> checks) {
    public Section {
        checks = List.copyOf(checks);
    }

    /** A line for each check, with what it means on the line below. */
    public Stream<String> lines() {
        return Stream.concat(
                Stream.of(heading),
                checks.stream()
                        .flatMap(check -> Stream.of(
                                "  %-6s%s: %s".formatted(check.level().word(), check.name(), check.value()),
                                "        " + check.meaning())));
    }
}
