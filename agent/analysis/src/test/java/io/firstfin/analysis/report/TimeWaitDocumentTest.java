package io.firstfin.analysis.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.analysis.finding.FindingId;
import io.firstfin.analysis.model.Models;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * docs/time-wait.md refers to findings, events, scenarios and sections of the report that exist. What
 * docs/events.md and the list of scenarios say is held by tests of their own.
 */
class TimeWaitDocumentTest {

    private static final Path DOCS = Path.of("../../docs");
    private static final Path SCENARIOS = DOCS.resolve("../sample-app/README.md");
    private static final Pattern LINK = Pattern.compile("\\[([^\\]]+)]\\(([^)]+)\\)");
    private static final Pattern QUOTED = Pattern.compile("\"([^\"]+)\"");
    private static final Pattern SECTION = Pattern.compile("(?m)^(.+)\n=+$");
    private static final Pattern SCENARIO = Pattern.compile("(?m)^ ?(\\d+)  ");
    private static final String WHY = "\n*Why:* ";
    private static final String SHOWN = "\n*In FirstFin:* ";

    private final String document = read(DOCS.resolve("time-wait.md"));

    @Test
    void every_claim_is_judged_and_says_why_and_where_it_is_shown() {
        assertThat(claims()).hasSizeGreaterThan(20).allSatisfy(claim -> {
            assertThat(claim)
                    .containsPattern("^\"[^\n]+\"\n\n\\*\\*")
                    .containsOnlyOnce(WHY)
                    .containsOnlyOnce(SHOWN);
            assertThat(claim.substring(claim.indexOf(SHOWN))).containsPattern(LINK + "|" + QUOTED);
        });
    }

    @Test
    void every_finding_exists() {
        assertThat(linked("findings.md"))
                .isNotEmpty()
                .isSubsetOf(
                        Arrays.stream(FindingId.values()).map(FindingId::name).toList());
    }

    @Test
    void every_event_and_field_exists() {
        assertThat(linked("events.md")).isNotEmpty().isSubsetOf(fields());
    }

    @Test
    void every_scenario_exists() {
        List<String> scenarios = SCENARIO.matcher(read(SCENARIOS))
                .results()
                .map(line -> "scenario " + line.group(1))
                .toList();
        assertThat(linked("../sample-app/README.md")).isNotEmpty().isSubsetOf(scenarios);
    }

    @Test
    void every_section_of_the_report_exists() {
        String report = TextReport.render(Report.of(new Models().build()));
        List<String> sections =
                SECTION.matcher(report).results().map(title -> title.group(1)).toList();
        List<String> named = claims().map(claim -> claim.substring(claim.indexOf(SHOWN)))
                .flatMap(shown -> QUOTED.matcher(shown).results())
                .map(quoted -> quoted.group(1).replace('\n', ' '))
                .toList();
        assertThat(named).isNotEmpty().isSubsetOf(sections);
    }

    @Test
    void every_link_leads_to_a_file() {
        assertThat(links().map(link -> DOCS.resolve(link.group(2))))
                .isNotEmpty()
                .allSatisfy(file -> assertThat(file).isRegularFile());
    }

    private Stream<String> claims() {
        return Arrays.stream(document.split("(?m)^### ")).skip(1).map(claim -> claim.split("\n## ")[0]);
    }

    private Stream<MatchResult> links() {
        return LINK.matcher(document).results();
    }

    /** The texts of all links to a file. */
    private List<String> linked(String file) {
        return links().filter(link -> link.group(2).equals(file))
                .map(link -> link.group(1).replace('\n', ' '))
                .toList();
    }

    /** As {@code Event.field}. */
    private static List<String> fields() {
        Pattern row = Pattern.compile("(?m)^\\| `(\\w+)` \\|");
        return Arrays.stream(read(DOCS.resolve("events.md")).split("### firstfin\\."))
                .skip(1)
                .flatMap(event -> row.matcher(event)
                        .results()
                        .map(field -> event.lines().findFirst().orElseThrow() + "." + field.group(1)))
                .toList();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
