package io.firstfin.analysis.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.firstfin.analysis.finding.FindingId;
import io.firstfin.analysis.finding.Severity;
import io.firstfin.analysis.model.Act;
import io.firstfin.analysis.model.Mark;
import io.firstfin.analysis.model.PortSide;
import io.firstfin.analysis.model.TimeWaitCensus;
import io.firstfin.analysis.model.TimeWaitProjection;
import io.firstfin.analysis.model.TimelineKind;
import io.firstfin.analysis.model.Transition;
import io.firstfin.analysis.whatif.Kind;
import io.firstfin.verdict.ClosedFirst;
import io.firstfin.verdict.Ending;
import io.firstfin.verdict.FailureKind;
import io.firstfin.verdict.Proof;
import io.firstfin.verdict.ResetBy;
import io.firstfin.verdict.Role;
import io.firstfin.verdict.TimeWait;
import io.firstfin.verdict.Trigger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The corpus has a case for every word that a report can hold: a new finding, reason or ending without one fails
 * here. What no recording can make a report say is listed with the cause.
 */
class GoldenCoverageTest {

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final Path EVENTS = Path.of("../../docs/events.md");
    private static final Path SCHEMA =
            Path.of("src/main/resources/io/firstfin/analysis/render/json/report-schema.json");

    private static final Map<String, String> NEVER_SAID = Map.of(
            "resetBy NONE", "no reset ended the connection, and then the field is left out",
            "resetBy BOTH", "a connection is ended by one reset, which one side sends",
            "failureKind NONE", "no failure: the connect is among those that succeeded",
            "failureKind PORTS_EXHAUSTED", "a finding of its own, PORTS_EXHAUSTED, tells of it",
            "failureKind ADDRESS_IN_USE_TOWARDS_DESTINATION", "a finding of its own, PORT_IN_USE, tells of it");

    private static final Map<String, String> NEVER_WRITTEN = Map.of(
            "/portExhaustions[]/held/millisLeft", "the event of a failure does not look ahead",
            "/portExhaustions[]/held/opensPerSecond", "the event of a failure does not count opens");

    private static final Map<String, JsonNode> REPORTS = new LinkedHashMap<>();

    @BeforeAll
    static void read_what_was_approved() throws IOException {
        assumeFalse(Boolean.getBoolean("approve"), "the approved files are being written: run this test after that");
        for (GoldenCase golden : GoldenCase.all()) {
            REPORTS.put(golden.name(), MAPPER.readTree(golden.approvedJson()));
        }
    }

    static Stream<Arguments> words() throws IOException {
        return Stream.of(
                Arguments.of("id", "/findings", names(FindingId.values())),
                Arguments.of("severity", "/findings", names(Severity.values())),
                Arguments.of("failureKind", "/findings", names(FailureKind.values())),
                Arguments.of("reason", "/closes", documentedReasons()),
                Arguments.of("ending", "/closes", names(Ending.values())),
                Arguments.of("trigger", "/closes", names(Trigger.values())),
                Arguments.of("role", "/closes", names(Role.values())),
                Arguments.of("closedFirst", "/closes", names(ClosedFirst.values())),
                Arguments.of("closedFirstAtClose", "/closes", names(ClosedFirst.values())),
                Arguments.of("proof", "/closes", names(Proof.values())),
                Arguments.of("timeWait", "/closes", names(TimeWait.values())),
                Arguments.of("resetBy", "/closes", names(ResetBy.values())),
                Arguments.of("proofTold", "/closes", List.of("true", "false")),
                Arguments.of("confirmed", "/closes", List.of("true", "false")),
                Arguments.of("agrees", "/closes", List.of("true", "false")),
                Arguments.of("act", "/callSites", names(Act.values())),
                Arguments.of("marks", "/callSites", names(Mark.values())),
                Arguments.of("estimated", "/callSites", List.of("true", "false")),
                Arguments.of("projectionBound", "/destinations", names(TimeWaitProjection.Bound.values())),
                Arguments.of("change", "/whatIf", names(Kind.values())),
                Arguments.of("side", "/portBudgets", names(PortSide.values())),
                Arguments.of("call", "/portExhaustions", List.of("CONNECT", "BIND")),
                Arguments.of("closed", "/closeWaits", List.of("true", "false")),
                Arguments.of("held", "/finWaits", List.of("true", "false")),
                Arguments.of("full", "/acceptQueues", List.of("true", "false")),
                Arguments.of("moment", "/timeWaitOwners", names(TimeWaitCensus.Moment.values())),
                Arguments.of("whole", "/timeWaitOwners", List.of("true", "false")),
                Arguments.of("step", "/transitions", names(Transition.values())),
                Arguments.of("recorded", "/timeline", List.of("true", "false")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("words")
    void every_word_stands_in_an_approved_report(String field, String part, Collection<String> words) {
        Set<String> said = new TreeSet<>();
        REPORTS.values().forEach(report -> values(report.at(part), field, said));
        Set<String> expected = words.stream()
                .filter(word -> !NEVER_SAID.containsKey(field + " " + word))
                .collect(Collectors.toCollection(TreeSet::new));
        said.retainAll(words);
        assertThat(said).as(field).isEqualTo(expected);
    }

    @Test
    void every_finding_comes_with_every_severity_it_can_have() {
        Set<String> said = new TreeSet<>();
        REPORTS.values()
                .forEach(report -> report.at("/findings")
                        .forEach(finding -> said.add(finding.get("id").asString() + " "
                                + finding.get("severity").asString())));
        for (FindingId id : FindingId.values()) {
            for (Severity severity : Severity.values()) {
                assertThat(said.contains(id + " " + severity))
                        .as(id + " " + severity)
                        .isEqualTo(id.severities().contains(severity.name()));
            }
        }
    }

    /** As the kernel settled them: whoever was first, TIME_WAIT may be told of any side, or of none. */
    @Test
    void every_first_side_comes_with_every_proof_and_every_side_that_keeps_time_wait() {
        Set<String> said = new TreeSet<>();
        REPORTS.values().forEach(report -> report.at("/closes").forEach(close -> said.add(verdict(close))));
        for (ClosedFirst first : ClosedFirst.values()) {
            List<Proof> proofs =
                    first == ClosedFirst.UNKNOWN ? List.of(Proof.NONE) : List.of(Proof.PROVEN, Proof.SUPPOSED);
            for (Proof proof : proofs) {
                for (TimeWait timeWait : TimeWait.values()) {
                    assertThat(said).contains(first + " " + proof + " " + timeWait);
                }
            }
        }
    }

    @Test
    void every_series_of_the_timeline_is_drawn() {
        Set<String> drawn = new TreeSet<>();
        REPORTS.values()
                .forEach(report -> drawn.addAll(report.at("/timeline/all").propertyNames()));
        for (TimelineKind happening : TimelineKind.values()) {
            assertThat(drawn).contains(camelCase(happening.name()));
        }
    }

    @Test
    void every_field_that_the_schema_describes_is_written() throws IOException {
        JsonNode schema = MAPPER.readTree(Files.readString(SCHEMA));
        Set<String> written = new TreeSet<>();
        REPORTS.values().forEach(report -> fields(report, "", written));
        Set<String> described = new TreeSet<>();
        described(schema, schema, "", described);
        assertThat(described).hasSizeGreaterThan(150);
        described.removeAll(written);
        assertThat(described).as("described, and in no report").isEqualTo(NEVER_WRITTEN.keySet());
    }

    @Test
    void the_files_are_of_every_kind() {
        assertThat(reportsWith("/recording/cutFiles/0")).isNotEmpty();
        assertThat(reportsWith("/recording/files/1")).isNotEmpty();
        assertThat(reportsWith("/recording/jvms/1")).isNotEmpty();
        assertThat(reportsWith("/networks/1")).isNotEmpty();
        for (String count : List.of("unfinishedFiles", "duplicateEvents", "eventsBeyondBounds", "disagreements")) {
            assertThat(REPORTS.values())
                    .as(count)
                    .anyMatch(report -> report.at("/recording/" + count).asLong() > 0);
        }
    }

    @Test
    void both_jdks_recorded() {
        Set<String> versions = new TreeSet<>();
        REPORTS.values().forEach(report -> values(report.at("/recording/jvms"), "version", versions));
        assertThat(versions).anyMatch(version -> version.contains("JRE (17."));
        assertThat(versions).anyMatch(version -> version.contains("JRE (25"));
    }

    @Test
    void every_file_of_the_corpus_belongs_to_a_case() throws IOException {
        List<GoldenCase> cases = GoldenCase.all();
        try (Stream<Path> files = Files.walk(GoldenCase.FOLDER)) {
            assertThat(files.filter(Files::isRegularFile))
                    .allSatisfy(file -> assertThat(cases).as(file.toString()).anyMatch(golden -> golden.owns(file)));
        }
    }

    private static List<String> reportsWith(String pointer) {
        return REPORTS.keySet().stream()
                .filter(name -> !REPORTS.get(name).at(pointer).isMissingNode())
                .toList();
    }

    private static String verdict(JsonNode close) {
        return close.get("closedFirst").asString() + " " + close.get("proof").asString() + " "
                + close.get("timeWait").asString();
    }

    /** The values of a field, wherever it is in a part of a report. */
    private static void values(JsonNode node, String field, Set<String> found) {
        if (node.isArray()) {
            node.forEach(item -> values(item, field, found));
            return;
        }
        for (String name : node.propertyNames()) {
            JsonNode value = node.get(name);
            if (name.equals(field) && value.isArray()) {
                value.forEach(item -> found.add(item.asString()));
            } else if (name.equals(field) && !value.isObject()) {
                found.add(value.asString());
            }
            values(value, field, found);
        }
    }

    private static void fields(JsonNode node, String at, Set<String> found) {
        if (node.isArray()) {
            node.forEach(item -> fields(item, at + "[]", found));
        }
        for (String name : node.propertyNames()) {
            found.add(at + "/" + name);
            fields(node.get(name), at + "/" + name, found);
        }
    }

    private static void described(JsonNode schema, JsonNode root, String at, Set<String> found) {
        JsonNode resolved =
                schema.has("$ref") ? root.at(schema.get("$ref").asString().substring(1)) : schema;
        if (resolved.has("items")) {
            described(resolved.get("items"), root, at + "[]", found);
        }
        JsonNode properties = resolved.path("properties");
        for (String name : properties.propertyNames()) {
            found.add(at + "/" + name);
            described(properties.get(name), root, at + "/" + name, found);
        }
    }

    /** The words of docs/events.md, which a test of the tracer holds to be those of its enum. */
    private static List<String> documentedReasons() throws IOException {
        List<String> lines = Files.readAllLines(EVENTS);
        int first = lines.indexOf(lines.stream()
                .filter(line -> line.startsWith("| `reason` | "))
                .findFirst()
                .orElseThrow());
        List<String> reasons = new ArrayList<>();
        for (String line : lines.subList(first, lines.size())) {
            if (!line.startsWith("|")) {
                break;
            }
            reasons.addAll(List.of(line.split("\\|")[2].strip().split(", ")));
        }
        assertThat(new HashSet<>(reasons)).hasSizeGreaterThan(15).contains("UNKNOWN");
        return reasons;
    }

    private static List<String> names(Enum<?>[] words) {
        return Arrays.stream(words).map(Enum::name).toList();
    }

    private static String camelCase(String constant) {
        String[] words = constant.toLowerCase(Locale.ROOT).split("_");
        return words[0]
                + Arrays.stream(words)
                        .skip(1)
                        .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
                        .collect(Collectors.joining());
    }
}
