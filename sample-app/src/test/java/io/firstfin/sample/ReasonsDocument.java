package io.firstfin.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.sample.ReasonsTable.Row;
import io.firstfin.sample.support.LibraryTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Gathers what was reported of HTTP clients and servers, and holds docs/reasons.md against it. */
final class ReasonsDocument {
    private static final Path DOCUMENT = Path.of("../docs/reasons.md");

    /** Those that go ways to end. */
    private static final List<Integer> SCENARIOS = List.of(21, 22, 23);

    private final Map<Part, Map<String, List<Row>>> byPart = new TreeMap<>();

    /**
     * The scenarios that must have the same rows.
     *
     * @param variant its place among the scenario's variants
     * @param jdk empty where the library is the same on every JDK
     */
    private record Part(int scenario, int variant, String jdk) implements Comparable<Part> {

        static Part of(StagedScenario scenario) {
            return new Part(
                    scenario.number(),
                    Scenarios.ALL.get(scenario.number() - 1).variants().indexOf(scenario.variant()),
                    LibraryTable.variants().contains(scenario.variant())
                            ? ""
                            : scenario.jdk().toString());
        }

        @Override
        public int compareTo(Part other) {
            return Comparator.comparingInt(Part::scenario)
                    .thenComparingInt(Part::variant)
                    .thenComparing(Part::jdk)
                    .compare(this, other);
        }
    }

    /** Takes what was reported in this scenario on its ways to end, if it goes any. */
    synchronized void add(Played played) {
        List<Row> rows = ReasonsTable.rows(played);
        if (!rows.isEmpty()) {
            byPart.computeIfAbsent(Part.of(played.scenario()), part -> new TreeMap<>())
                    .put(played.scenario().toString(), rows);
        }
    }

    /** With {@code -Dapprove=true} it writes the tables first. */
    synchronized void check() throws IOException {
        if (StagedScenario.areVariantsLeftOut() || !SCENARIOS.stream().allMatch(StagedScenario::isPlayed)) {
            System.out.println(DOCUMENT.normalize() + " was not checked: not all of scenarios " + SCENARIOS
                    + " were played (-Dscenario, -Dvariant)");
            return;
        }
        String expected = with(with(Files.readString(DOCUMENT), "clients", "CLIENT"), "servers", "SERVER");
        if (Boolean.getBoolean("approve")) {
            Files.writeString(DOCUMENT, expected);
        }
        assertThat(Files.readString(DOCUMENT)).isEqualTo(expected);
    }

    private String with(String document, String mark, String role) {
        List<Row> rows = new ArrayList<>();
        byPart.forEach((part, byScenario) -> rows.addAll(alike(byScenario)));
        rows.removeIf(row -> !row.role().equals(role));
        assertThat(rows).as("reported of " + mark).isNotEmpty();
        int begin = document.indexOf("<!-- " + mark + " -->\n") + ("<!-- " + mark + " -->\n").length();
        return document.substring(0, begin)
                + new ReasonsTable(rows).text()
                + document.substring(document.indexOf("<!-- /" + mark + " -->"));
    }

    /** The way in which the agent came may not change what is reported. */
    private static List<Row> alike(Map<String, List<Row>> byScenario) {
        List<Row> any = byScenario.values().iterator().next();
        byScenario.forEach((scenario, rows) ->
                assertThat(rows).as("reported in " + scenario).isEqualTo(any));
        return any;
    }
}
