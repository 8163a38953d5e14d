package io.firstfin.sample;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What FirstFin told of HTTP clients, as docs/reasons.md shows it. */
final class ClientsTable {
    private static final String HEAD = "| client | version | way to end | reason | closed first "
            + "| requests |\n|---|---|---|---|---|---|\n";

    private final List<Row> rows;

    ClientsTable(List<Row> rows) {
        this.rows = List.copyOf(rows);
    }

    /** One connection; {@code version} is empty where the client has none of its own. */
    record Row(String client, String version, String way, String reason, String closedFirst,
            String exchanges) {

        static Row of(Expectation expected, Told close) {
            String name = close.value("httpClient");
            int blank = name.lastIndexOf(' ') + 1;
            boolean versioned = blank > 0 && Character.isDigit(name.charAt(blank));
            return new Row(versioned ? name.substring(0, blank - 1) : name,
                    versioned ? name.substring(blank) : "", expected.way(),
                    close.value("reason"), closedFirst(expected, close),
                    close.value("exchanges"));
        }

        /** Where it is a race the verdict differs from run to run. */
        private static String closedFirst(Expectation expected, Told close) {
            return expected.values().containsKey("closedFirst")
                    ? close.value("closedFirst") : "either";
        }

        Row ofAnyVersion() {
            return new Row(client, "", way, reason, closedFirst, exchanges);
        }
    }

    /** The rows of one lesson, those of each EXPECT line that names a way. */
    static List<Row> rows(Played played) {
        List<Row> rows = new ArrayList<>();
        for (Expectation expected : played.expectations()) {
            if (expected.way() != null) {
                played.verdicts().of("Close").stream().filter(expected::isAbout)
                        .forEach(close -> rows.add(Row.of(expected, close)));
            }
        }
        return rows;
    }

    /** Versions that are told alike share a line; a client's lines stand together, and a way's. */
    String text() {
        Map<Row, List<String>> versions = new LinkedHashMap<>();
        rows.forEach(row -> versions
                .computeIfAbsent(row.ofAnyVersion(), one -> new ArrayList<>()).add(row.version));
        List<String> clients = rows.stream().map(Row::client).distinct().toList();
        List<String> ways = rows.stream().map(Row::way).distinct().toList();
        return versions.keySet().stream()
                .sorted(Comparator.<Row>comparingInt(row -> clients.indexOf(row.client))
                        .thenComparingInt(row -> ways.indexOf(row.way)))
                .map(row -> line(row, versions.get(row)))
                .collect(Collectors.joining("", HEAD, unknown()));
    }

    private static String line(Row row, List<String> versions) {
        return "| " + String.join(" | ", row.client,
                versions.stream().distinct().collect(Collectors.joining(", ")), row.way,
                row.reason, row.closedFirst, row.exchanges) + " |\n";
    }

    private String unknown() {
        long unknown = rows.stream().filter(row -> row.reason.equals("UNKNOWN")).count();
        return String.format(Locale.ROOT, "%nUNKNOWN: %d of %d connections, %.1f %%.%n", unknown,
                rows.size(), rows.isEmpty() ? 0 : 100.0 * unknown / rows.size());
    }
}
