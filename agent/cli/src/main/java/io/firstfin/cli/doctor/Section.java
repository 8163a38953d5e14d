package io.firstfin.cli.doctor;

import java.util.List;
import java.util.Locale;
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
                checks.stream().flatMap(check -> Stream.of(line(check), "        " + check.meaning())));
    }

    private static String line(Check check) {
        String level = check.level().name().toLowerCase(Locale.ROOT);
        return "  %-6s%s: %s".formatted(level, check.name(), check.value());
    }
}
