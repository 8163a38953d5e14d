package io.firstfin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UsageTest {
    private static final Path APPROVED = Path.of("src/test/resources/io/firstfin/cli/help");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "firstfin",
                "list",
                "attach",
                "detach",
                "status",
                "record",
                "report",
                "templates",
                "doctor",
                "help"
            })
    void help_is_as_approved(String command) throws IOException {
        CommandLineRun run =
                command.equals("firstfin") ? CommandLineRun.of("--help") : CommandLineRun.of(command, "--help");
        assertThat(run.code()).isZero();
        assertThat(run.err()).isEmpty();
        Path approved = APPROVED.resolve(command + ".approved.txt");
        if (Boolean.getBoolean("approve")) {
            Files.writeString(approved, run.out());
        }
        assertThat(run.out()).isEqualTo(Files.readString(approved));
    }

    @Test
    void help_of_a_command_is_what_its_option_shows() {
        assertThat(CommandLineRun.of("help", "record")).isEqualTo(CommandLineRun.of("record", "--help"));
        assertThat(CommandLineRun.of("help")).isEqualTo(CommandLineRun.of("--help"));
        assertThat(CommandLineRun.of("help", "rec")).isEqualTo(usage("there is no command rec", ""));
    }

    @Test
    void version_is_one_line() {
        assertThat(CommandLineRun.of("--version").out()).matches("FirstFin \\d+\\.\\d+\\S*\n");
    }

    @Test
    void no_command_is_wrong_usage() {
        assertThat(CommandLineRun.of()).isEqualTo(usage("the command is missing: name one, such as list", ""));
    }

    @Test
    void a_misspelt_command_suggests_the_right_one() {
        assertThat(CommandLineRun.of("docter"))
                .isEqualTo(usage("there is no command docter, did you mean doctor?", ""));
    }

    @Test
    void a_misspelt_option_suggests_the_right_one() {
        assertThat(CommandLineRun.of("record", "1", "--durration", "3s"))
                .isEqualTo(usage("there is no option --durration, did you mean --duration?", "record "));
    }

    @Test
    void an_argument_too_many_is_named() {
        assertThat(CommandLineRun.of("attach", "1", "2"))
                .isEqualTo(usage("\"2\" is one argument too many: leave it out", "attach "));
    }

    @Test
    void a_missing_pid_is_wrong_usage() {
        assertThat(CommandLineRun.of("attach"))
                .isEqualTo(usage("PID is missing: name it after the command", "attach "));
    }

    @Test
    void an_option_without_its_value_is_wrong_usage() {
        assertThat(CommandLineRun.of("record", "1", "--duration"))
                .isEqualTo(usage("--duration needs a value: --duration TIME", "record "));
    }

    @Test
    void a_wrong_duration_says_what_is_accepted() {
        assertThat(CommandLineRun.of("record", "1", "--duration", "5 minutes"))
                .isEqualTo(usage(
                        "--duration: \"5 minutes\" is no duration: write a whole number and a unit, such as"
                                + " 500ms, 30s, 2m or 1h",
                        "record "));
    }

    @Test
    void a_duration_of_nothing_is_refused() {
        assertThat(CommandLineRun.of("record", "1", "--duration", "0s"))
                .isEqualTo(usage("--duration: \"0s\" must be more than 0 and at most 24h", "record "));
    }

    @Test
    void an_unknown_template_says_which_there_are() {
        assertThat(CommandLineRun.of("record", "1", "--template", "all"))
                .isEqualTo(usage(
                        "--template: expected one of [diagnose, firstfin] (case-insensitive) but was 'all'",
                        "record "));
    }

    @Test
    void a_file_without_a_name_is_wrong_usage() {
        assertThat(CommandLineRun.of("record", "1", "--output", ""))
                .isEqualTo(usage("--output: the name is empty: write the path of a file", "record "));
        assertThat(CommandLineRun.of("report", ""))
                .isEqualTo(usage("F.jfr: the name is empty: write the path of a file", "report "));
    }

    private static CommandLineRun usage(String problem, String command) {
        return new CommandLineRun(
                2, "", "firstfin: " + problem + "; see java -jar firstfin.jar " + command + "--help\n");
    }
}
