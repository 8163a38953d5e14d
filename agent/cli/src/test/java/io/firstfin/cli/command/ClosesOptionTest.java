package io.firstfin.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.cli.CommandLineRun;
import io.firstfin.cli.SmallRecording;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClosesOptionTest {
    @TempDir
    Path folder;

    @Test
    void closes_are_printed_instead_of_the_report() throws IOException {
        CommandLineRun run = CommandLineRun.of("report", recording().toString(), "--closes");
        assertThat(run.code()).isZero();
        assertThat(run.out()).startsWith("TIME (UTC)").contains("10.0.0.7:8080").doesNotContain(headline());
        assertThat(run.out().lines()).hasSize(1 + SmallRecording.CLOSES);
        assertThat(run.err()).isEmpty();
    }

    @Test
    void csv_is_what_programs_read() throws IOException {
        CommandLineRun run = CommandLineRun.of("report", recording().toString(), "--closes", "--csv");
        assertThat(run.out())
                .startsWith("time,pid,role,connection,localAddress,")
                .contains(",CLIENT,c-1,,,10.0.0.7,8080,LOCAL,PROVEN,FIN,")
                .endsWith("\r\n");
    }

    @Test
    void files_and_a_refusal_that_were_asked_for_are_not_lost() throws IOException {
        Path html = folder.resolve("a.html");
        CommandLineRun run = CommandLineRun.of(
                "report",
                recording().toString(),
                "--closes",
                "--html",
                html.toString(),
                "--fail-on",
                "RESET_BY_LINGER");
        assertThat(run.code()).isEqualTo(3);
        assertThat(run.out()).startsWith("TIME (UTC)").doesNotContain(headline());
        assertThat(html).exists();
    }

    @Test
    void csv_without_closes_is_wrong_usage() {
        assertThat(CommandLineRun.of("report", "a.jfr", "--csv"))
                .isEqualTo(new CommandLineRun(
                        2,
                        "",
                        "firstfin: --csv is a form of --closes: name both; see java -jar firstfin.jar report"
                                + " --help\n"));
        assertThat(CommandLineRun.of("record", "1", "--csv").code()).isEqualTo(2);
    }

    @Test
    void two_answers_on_stdout_are_wrong_usage() {
        assertThat(CommandLineRun.of("report", "a.jfr", "--closes", "--json", "-")
                        .err())
                .startsWith("firstfin: --json - and --closes both print to stdout");
    }

    @Test
    void a_file_that_is_no_recording_is_one_line() throws IOException {
        Path file = Files.writeString(
                folder.resolve("a.jfr"),
                "no recording at all, but some text" + " that is longer than the header of a chunk has to be");
        CommandLineRun run = CommandLineRun.of("report", file.toString(), "--closes");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("firstfin: Not a JFR recording: " + file);
    }

    private Path recording() throws IOException {
        return SmallRecording.in(folder, "closes.jfr");
    }

    private String headline() throws IOException {
        return SmallRecording.text(recording()).lines().findFirst().orElseThrow();
    }
}
