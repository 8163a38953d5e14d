package io.firstfin.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import jdk.jfr.Event;
import jdk.jfr.Name;
import jdk.jfr.Recording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The command line where its output cannot go, and on a Java that was stripped. */
class OutputIT {
    private static final String SMALL = "java.base,jdk.jfr,java.instrument,java.logging";

    @Name("firstfin.Close")
    static final class Close extends Event {
        String connection = "c-1";
        String remoteAddress = "10.0.0.7";
        int remotePort = 8080;
        String role = "CLIENT";
        String closedFirst = "LOCAL";
    }

    @TempDir
    private Path folder;

    static Stream<Path> jdks() {
        return Jdks.homes();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("jdks")
    void a_full_disk_is_told(Path home) throws Exception {
        Path full = Path.of("/dev/full");
        for (String[] arguments :
                new String[][] {{"--help"}, {"report", recording()}, {"report", recording(), "--json", "-"}}) {
            Process process = start(home, ProcessBuilder.Redirect.to(full.toFile()), arguments);
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue()).as(err()).isEqualTo(1);
            assertThat(err()).startsWith("firstfin: cannot write to stdout (").hasLineCount(1);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("jdks")
    void a_closed_pipe_is_not(Path home) throws Exception {
        Process process = start(home, ProcessBuilder.Redirect.PIPE, "report", recording());
        process.getInputStream().close();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(err()).isEmpty();
        assertThat(process.exitValue()).isEqualTo(141);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("jdks")
    void text_needs_no_more_than_a_small_image_has(Path home) throws Exception {
        Path out = folder.resolve("out");
        Process text =
                start(home, ProcessBuilder.Redirect.to(out.toFile()), "--limit-modules", SMALL, "report", recording());
        assertThat(text.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(text.exitValue()).as(err()).isZero();
        assertThat(err()).isEmpty();
        assertThat(out).content().startsWith("1 connection was closed in ");

        for (String option : new String[] {"--json", "--html"}) {
            Process refused = start(
                    home,
                    ProcessBuilder.Redirect.DISCARD,
                    "--limit-modules",
                    SMALL,
                    "report",
                    recording(),
                    option,
                    folder.resolve("file").toString());
            assertThat(refused.waitFor(2, TimeUnit.MINUTES)).isTrue();
            assertThat(refused.exitValue()).isEqualTo(1);
            assertThat(err())
                    .startsWith("firstfin: " + option + " needs the module java.xml")
                    .hasLineCount(1);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("jdks")
    void an_image_that_cannot_read_recordings_makes_none(Path home) throws Exception {
        Process refused = start(
                home,
                ProcessBuilder.Redirect.DISCARD,
                "--limit-modules",
                "java.base",
                "record",
                Long.toString(ProcessHandle.current().pid()));
        assertThat(refused.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(refused.exitValue()).isEqualTo(1);
        assertThat(err())
                .startsWith("firstfin: recordings are read with the module jdk.jfr")
                .hasLineCount(1);
    }

    @Test
    void a_terminal_has_colours_and_its_own_width_and_a_file_has_neither() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")), "no script, which makes a terminal, is here");
        assertThat(onTerminal(""))
                .contains("\u001b[1m", "The answer again")
                .satisfies(text -> assertThat(
                                text.replaceAll("\u001b\\[[0-9;]*m", "").lines())
                        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80)));
        assertThat(onTerminal("NO_COLOR=1 ")).doesNotContain("\u001b").contains("The answer again");
        Path out = folder.resolve("plain");
        Process plain = start(
                Path.of(System.getProperty("java.home")),
                ProcessBuilder.Redirect.to(out.toFile()),
                "report",
                recording());
        assertThat(plain.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(out).content().doesNotContain("\u001b", "The answer again");
    }

    /** What {@code report} prints on a terminal of 80 columns and 24 lines. */
    private String onTerminal(String environment) throws Exception {
        String command = "stty rows 24 cols 80; TERM=xterm " + environment + Path.of(System.getProperty("java.home"))
                + "/bin/java -XX:TieredStopAtLevel=1 -jar " + Forks.JAR + " report " + recording();
        ProcessBuilder builder = new ProcessBuilder("script", "-qec", command, "/dev/null")
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectErrorStream(true);
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        builder.environment().remove("NO_COLOR");
        Process script = builder.start();
        String text = new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8).replace("\r", "");
        assertThat(script.waitFor()).as(text).isZero();
        return text;
    }

    /** Options of the JVM come first. */
    private Process start(Path home, ProcessBuilder.Redirect out, String... arguments) throws IOException {
        int options = arguments[0].equals("--limit-modules") ? 2 : 0;
        List<String> command = new ArrayList<>(List.of(home.resolve("bin/java").toString(), "-XX:TieredStopAtLevel=1"));
        command.addAll(Arrays.asList(arguments).subList(0, options));
        command.addAll(List.of("-jar", Forks.JAR.toString()));
        command.addAll(Arrays.asList(arguments).subList(options, arguments.length));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(out)
                .redirectError(folder.resolve("err").toFile());
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        return builder.start();
    }

    private String err() throws IOException {
        return Files.readString(folder.resolve("err"));
    }

    private String recording() throws IOException {
        Path file = folder.resolve("a.jfr");
        if (!Files.exists(file)) {
            try (Recording recording = new Recording()) {
                recording.enable(Close.class);
                recording.start();
                new Close().commit();
                recording.dump(file);
            }
        }
        return file.toString();
    }
}
