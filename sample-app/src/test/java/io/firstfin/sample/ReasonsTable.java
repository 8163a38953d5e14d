package io.firstfin.sample;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What FirstFin reported of HTTP clients or servers, as docs/reasons.md shows it. */
final class ReasonsTable {
    private static final String HEAD =
            "| by | version | way to end | reason | closed first " + "| requests |\n|---|---|---|---|---|---|\n";
    private static final Pattern NAME = Pattern.compile("(.*?)(?: of (JDK \\d+)| (\\d\\S*))?");

    private final List<Row> rows;

    ReasonsTable(List<Row> rows) {
        this.rows = List.copyOf(rows);
    }

    /** One connection; {@code program} is the HTTP client or server. */
    record Row(
            String role,
            String program,
            String version,
            String way,
            String reason,
            String closedFirst,
            String exchanges) {

        static Row of(Expectation expected, Reported close) {
            String role = close.value("role");
            Matcher name = NAME.matcher(close.value(role.equals("SERVER") ? "httpServer" : "httpClient"));
            name.matches();
            String ofJdk = name.group(2) == null ? "" : name.group(2);
            return new Row(
                    role,
                    name.group(1),
                    name.group(3) == null ? ofJdk : name.group(3),
                    expected.way(),
                    close.value("reason"),
                    closedFirst(expected, close),
                    close.value("exchanges"));
        }

        /** Where it is a race the verdict differs from run to run. */
        private static String closedFirst(Expectation expected, Reported close) {
            return expected.values().containsKey("closedFirst") ? close.value("closedFirst") : "either";
        }

        Row ofAnyVersion() {
            return new Row(role, program, "", way, reason, closedFirst, exchanges);
        }
    }

    /** The rows of one scenario, those of each EXPECT line that names a way. */
    static List<Row> rows(Played played) {
        List<Row> rows = new ArrayList<>();
        for (Expectation expected : played.expectations()) {
            if (expected.way() != null) {
                played.verdicts().of("Close").stream()
                        .filter(expected::isAbout)
                        .forEach(close -> rows.add(Row.of(expected, close)));
            }
        }
        return rows;
    }

    /** Versions that are reported alike share a line; a program's lines stand together, and a way's. */
    String text() {
        Map<Row, List<String>> versions = new LinkedHashMap<>();
        rows.forEach(row -> versions.computeIfAbsent(row.ofAnyVersion(), one -> new ArrayList<>())
                .add(row.version));
        List<String> programs = rows.stream().map(Row::program).distinct().toList();
        List<String> ways = rows.stream().map(Row::way).distinct().toList();
        return versions.keySet().stream()
                .sorted(Comparator.<Row>comparingInt(row -> programs.indexOf(row.program))
                        .thenComparingInt(row -> ways.indexOf(row.way)))
                .map(row -> line(row, versions.get(row)))
                .collect(Collectors.joining("", HEAD, unknown()));
    }

    private static String line(Row row, List<String> versions) {
        return "| "
                + String.join(
                        " | ",
                        row.program,
                        versions.stream().distinct().collect(Collectors.joining(", ")),
                        row.way,
                        row.reason,
                        row.closedFirst,
                        row.exchanges)
                + " |\n";
    }

    private String unknown() {
        long unknown = rows.stream().filter(row -> row.reason.equals("UNKNOWN")).count();
        return String.format(
                Locale.ROOT,
                "%nUNKNOWN: %d of %d connections, %.1f %%.%n",
                unknown,
                rows.size(),
                rows.isEmpty() ? 0 : 100.0 * unknown / rows.size());
    }
}
