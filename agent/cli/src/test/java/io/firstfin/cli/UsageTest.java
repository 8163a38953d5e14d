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
    @ValueSource(strings =
            {"firstfin", "list", "attach", "detach", "status", "record", "report", "doctor"})
    void help_is_as_approved(String command) throws IOException {
        CommandLineRun run = command.equals("firstfin")
                ? CommandLineRun.of("--help") : CommandLineRun.of(command, "--help");
        assertThat(run.code()).isZero();
        assertThat(run.err()).isEmpty();
        Path approved = APPROVED.resolve(command + ".approved.txt");
        if (Boolean.getBoolean("approve")) {
            Files.writeString(approved, run.out());
        }
        assertThat(run.out()).isEqualTo(Files.readString(approved));
    }

    @Test
    void version_is_one_line() {
        assertThat(CommandLineRun.of("--version").out()).matches("FirstFin \\d+\\.\\d+\\S*\n");
    }

    @Test
    void no_command_is_wrong_usage() {
        assertThat(CommandLineRun.of()).isEqualTo(usage("Missing command", "--help"));
    }

    @Test
    void a_misspelt_command_suggests_the_right_one() {
        assertThat(CommandLineRun.of("docter")).isEqualTo(new CommandLineRun(2, "",
                "firstfin: Unmatched argument at index 0: 'docter'\n"
                        + "Did you mean: firstfin doctor?\nTry: java -jar firstfin.jar --help\n"));
    }

    @Test
    void a_misspelt_option_suggests_the_right_one() {
        assertThat(CommandLineRun.of("record", "1", "--durration", "3s"))
                .isEqualTo(new CommandLineRun(2, "",
                        "firstfin: Unknown options: '--durration', '3s'\n"
                                + "Possible solutions: --duration\n"
                                + "Try: java -jar firstfin.jar record --help\n"));
    }

    @Test
    void a_missing_pid_is_wrong_usage() {
        assertThat(CommandLineRun.of("attach"))
                .isEqualTo(usage("Missing required parameter: 'PID'", "attach --help"));
    }

    @Test
    void a_wrong_duration_says_what_is_accepted() {
        assertThat(CommandLineRun.of("record", "1", "--duration", "5 minutes")).isEqualTo(usage(
                "Invalid value for option '--duration': \"5 minutes\" is no duration: write a whole"
                        + " number and a unit, such as 500ms, 30s, 2m or 1h", "record --help"));
    }

    @Test
    void a_duration_of_nothing_is_refused() {
        assertThat(CommandLineRun.of("record", "1", "--duration", "0s")).isEqualTo(usage(
                "Invalid value for option '--duration': \"0s\" must be more than 0 and at most 24h",
                "record --help"));
    }

    @Test
    void an_unknown_template_says_which_there_are() {
        assertThat(CommandLineRun.of("record", "1", "--template", "all")).isEqualTo(usage(
                "Invalid value for option '--template': expected one of [diagnose, firstfin]"
                        + " (case-insensitive) but was 'all'", "record --help"));
    }

    private static CommandLineRun usage(String problem, String tryThis) {
        return new CommandLineRun(2, "",
                "firstfin: " + problem + "\nTry: java -jar firstfin.jar " + tryThis + "\n");
    }
}
