package io.firstfin.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.analysis.finding.Reasons;
import io.firstfin.cli.CommandLineRun;
import io.firstfin.cli.SmallRecording;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shop.FeedPool;

class ReportCommandTest {
    @TempDir
    Path folder;

    private Path recording;

    @BeforeEach
    void makeRecording() throws IOException {
        recording = SmallRecording.in(folder, "a.jfr");
    }

    @Test
    void prints_the_report() {
        assertThat(CommandLineRun.of("report", recording.toString()))
                .isEqualTo(new CommandLineRun(0, SmallRecording.text(recording), ""));
    }

    @Test
    void a_dash_prints_the_json_alone() {
        assertThat(CommandLineRun.of("report", recording.toString(), "--json", "-"))
                .isEqualTo(new CommandLineRun(0, SmallRecording.json(recording), ""));
    }

    @Test
    void json_replaces_the_file_whole() throws IOException {
        Path json = Files.writeString(folder.resolve("a.json"), "old");
        CommandLineRun.of("report", recording.toString(), "--json", json.toString());
        assertThat(json).content().isEqualTo(SmallRecording.json(recording));
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactlyInAnyOrder(recording, json);
        }
    }

    @Test
    void the_users_rules_explain_closes() throws IOException {
        Path rules = Files.writeString(
                folder.resolve("rules.txt"), "# ours\nio.firstfin.cli.SmallRecording.closeAll -> POOL_FULL\n");
        assertThat(CommandLineRun.of("report", recording.toString(), "--closes", "--csv"))
                .extracting(CommandLineRun::out)
                .asString()
                .doesNotContain("POOL_FULL");
        assertThat(CommandLineRun.of(
                        "report", recording.toString(), "--closes", "--csv", "--reasons", rules.toString()))
                .extracting(CommandLineRun::out)
                .asString()
                .contains("POOL_FULL", "closed by io.firstfin.cli.SmallRecording.closeAll");
    }

    @Test
    void the_example_in_the_documentation_explains_the_closes_of_its_pool() throws IOException {
        Path own = folder.resolve("own.jfr");
        SmallRecording.record(own, () -> {
            new FeedPool(() -> SmallRecording.close("c-1", "FIN")).removeOldest();
            new FeedPool(() -> SmallRecording.close("c-2", "FIN")).shutdown();
        });
        Path rules = Files.writeString(folder.resolve("rules.txt"), exampleOfTheDocumentation());
        String closes = CommandLineRun.of("report", own.toString(), "--closes", "--csv", "--reasons", rules.toString())
                .out();
        assertThat(closes.lines())
                .anyMatch(
                        line -> line.contains("MAX_LIFETIME,") && line.contains("closed by shop.FeedPool.removeOldest"))
                .anyMatch(line -> line.contains("POOL_CLOSED,") && line.contains("closed by shop.FeedPool.shutdown"));
    }

    /** The lines of docs/reasons.md that name the pool. */
    private static String exampleOfTheDocumentation() throws IOException {
        Path document = Path.of("..", "..", "docs", "reasons.md");
        try (Stream<String> lines = Files.lines(document)) {
            return lines.filter(line -> line.startsWith("shop.FeedPool")).collect(Collectors.joining("\n"));
        }
    }

    @Test
    void a_file_that_holds_no_rules_is_one_line_of_failure() throws IOException {
        Path rules = Files.writeString(folder.resolve("rules.txt"), "shop.Pool.trim -> POOL_FUL\n");
        assertThat(CommandLineRun.of("report", recording.toString(), "--reasons", rules.toString()))
                .isEqualTo(new CommandLineRun(
                        1,
                        "",
                        "firstfin: --reasons " + rules + ", line 1: no reason is called POOL_FUL: write one of "
                                + String.join(", ", Reasons.names()) + ", UNKNOWN\n"));
        assertThat(CommandLineRun.of("report", recording.toString(), "--reasons", "no.txt"))
                .isEqualTo(new CommandLineRun(
                        1,
                        "",
                        "firstfin: --reasons no.txt cannot be read: name a text file that this user may read\n"));
    }

    @Test
    void what_a_build_refuses_has_an_exit_code_and_a_line_of_its_own() {
        assertThat(CommandLineRun.of("report", recording.toString(), "--fail-on", "PORTS_EXHAUSTED,short_connections"))
                .isEqualTo(new CommandLineRun(
                        3,
                        SmallRecording.text(recording),
                        "firstfin: found SHORT_CONNECTIONS, which --fail-on refuses\n"));
        assertThat(CommandLineRun.of("report", recording.toString(), "--json", "-", "--fail-on", "RESET_BY_LINGER")
                        .code())
                .isEqualTo(3);
    }

    @Test
    void what_a_build_refuses_is_written_all_the_same() {
        Path html = folder.resolve("a.html");
        assertThat(CommandLineRun.of(
                        "report",
                        recording.toString(),
                        "--json",
                        "-",
                        "--html",
                        html.toString(),
                        "--fail-on",
                        "RESET_BY_LINGER"))
                .isEqualTo(new CommandLineRun(
                        3,
                        SmallRecording.json(recording),
                        "firstfin: found RESET_BY_LINGER, which --fail-on refuses\n"));
        assertThat(html).content().isEqualTo(SmallRecording.html(recording));
    }

    @Test
    void what_was_not_found_is_no_reason_to_fail() {
        assertThat(CommandLineRun.of("report", recording.toString(), "--fail-on", "PORTS_EXHAUSTED")
                        .code())
                .isZero();
    }

    @Test
    void an_unknown_finding_is_wrong_usage_and_all_known_ones_are_named() {
        CommandLineRun run = CommandLineRun.of("report", recording.toString(), "--fail-on", "MANY");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err())
                .startsWith("firstfin: --fail-on: expected one of [PORTS_EXHAUSTED, ")
                .contains("CONNECTION_PER_REQUEST")
                .contains("but was 'MANY'");
        assertThat(run.err().lines()).hasSize(1);
    }

    @Test
    void html_goes_into_its_file_and_the_text_is_printed_all_the_same() {
        Path html = folder.resolve("a.html");
        assertThat(CommandLineRun.of("report", recording.toString(), "--html", html.toString()))
                .isEqualTo(new CommandLineRun(0, SmallRecording.text(recording), ""));
        assertThat(html).content().isEqualTo(SmallRecording.html(recording));
    }

    @Test
    void a_folder_that_is_not_there_is_one_line() {
        Path html = folder.resolve("none").resolve("a.html");
        assertThat(CommandLineRun.of("report", recording.toString(), "--html", html.toString()))
                .isEqualTo(new CommandLineRun(
                        1,
                        "",
                        "firstfin: cannot write to the folder of " + html
                                + ": name a file in an existing folder you may write to\n"));
    }

    @Test
    void a_missing_recording_is_one_line() {
        assertThat(CommandLineRun.of("report", "no.jfr"))
                .isEqualTo(new CommandLineRun(
                        1, "", "firstfin: there is no no.jfr: name a recording (.jfr) or a folder of them\n"));
    }

    @Test
    void a_device_is_never_replaced() {
        assertThat(CommandLineRun.of("report", recording.toString(), "--json", "/dev/null"))
                .isEqualTo(new CommandLineRun(1, "", "firstfin: /dev/null is a folder or a device: name a file\n"));
    }
}
