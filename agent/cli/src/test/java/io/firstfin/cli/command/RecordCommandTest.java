package io.firstfin.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.cli.CommandLineRun;
import io.firstfin.cli.jvm.ProcFs;
import io.firstfin.cli.victim.FakeJar;
import io.firstfin.cli.victim.Jdks;
import io.firstfin.cli.victim.Victim;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RecordCommandTest {
    @TempDir
    Path folder;
    private Path jar;
    private Path output;

    static Stream<Path> homes() {
        return Jdks.homes();
    }

    @BeforeEach
    void makeJar() throws IOException {
        jar = FakeJar.in(folder);
        output = folder.resolve("out.jfr");
    }

    @ParameterizedTest
    @MethodSource("homes")
    void records_reports_and_leaves_the_jvm_as_it_was(Path home) throws IOException {
        try (Victim victim = Victim.start(home)) {
            assertThat(record(victim)).isEqualTo(new CommandLineRun(0,
                    "report of [" + output + "]\n",
                    "Recording " + name(victim) + " for 300ms\n"
                            + "Recording " + name(victim) + " ended after 300ms\n"
                            + "Wrote " + output + "\n"));
            assertThat(output).hasContent("recorded");
            assertThat(run("status", victim).out()).startsWith(name(victim) + ": not attached\n");
            assertThat(leftOvers()).isEmpty();
            assertThat(victim.outputAfterEnd()).isEmpty();
        }
    }

    @Test
    void a_jvm_that_was_attached_stays_attached() throws IOException {
        try (Victim victim = Victim.start(home())) {
            assertThat(run("status", victim).out()).isEqualTo(name(victim) + ": not attached\n");
            assertThat(run("detach", victim).out())
                    .isEqualTo(name(victim) + " is not attached: nothing to do\n");
            assertThat(run("attach", victim).out()).isEqualTo(name(victim)
                    + " is attached: woven Socket, SocketChannel; kernel source PROCFS"
                    + " (socket(AF_NETLINK) failed with EPERM (errno 1))\n");
            assertThat(record(victim).code()).isZero();
            assertThat(run("attach", victim).out()).startsWith(name(victim)
                    + " was attached already");
            assertThat(run("status", victim).out()).isEqualTo(name(victim) + """
                    : attached
                      agent version      9.9
                      woven              Socket, SocketChannel
                      libraries          OkHttp 4.12.0
                      left alone         OkHttp 3.14.9: only versions 4. are known
                      kernel source      PROCFS (socket(AF_NETLINK) failed with EPERM (errno 1))
                      asked after        37 ms at most
                      recording          no
                      always on          no
                      live connections   3 (1 older than the agent)
                      events dropped     0
                      errors suppressed  0
                      last error         none
                      own CPU time       12 ms, weaving took 210 ms
                    """);
            assertThat(run("detach", victim).out())
                    .isEqualTo(name(victim) + " is detached: its classes are as they were\n");
        }
    }

    @Test
    void an_existing_file_is_refused_before_the_jvm_is_touched() throws IOException {
        Files.writeString(output, "precious");
        try (Victim victim = Victim.start(home())) {
            assertThat(record(victim)).isEqualTo(new CommandLineRun(1, "", "firstfin: " + output
                    + " exists: choose another --output, or add --force to replace it\n"));
            assertThat(output).hasContent("precious");
            assertThat(victim.jvm().holdsOurJar()).isFalse();
        }
    }

    @Test
    void what_the_agent_refuses_is_undone_and_told_in_its_own_words() throws IOException {
        Files.writeString(output, "precious");
        try (Victim victim = Victim.start(home())) {
            assertThat(CommandLineRun.with(jar, ProcFs.system(), "record", "" + victim.pid(),
                    "--output", output.toString(), "--force", "--template", "firstfin"))
                    .isEqualTo(new CommandLineRun(1, "", "firstfin: the agent in JVM"
                            + " " + victim.pid()
                            + " could not start recording: there is no template \"firstfin\" here\n"));
            assertThat(output).hasContent("precious");
            assertThat(run("status", victim).out()).startsWith(name(victim) + ": not attached\n");
        }
    }

    @Test
    void a_jvm_that_ends_meanwhile_is_one_clear_line() throws Exception {
        try (Victim victim = Victim.start(home())) {
            Thread end = new Thread(() -> {
                while (!victim.jvm().holdsOurJar() && !Thread.currentThread().isInterrupted()) {
                    Thread.onSpinWait();
                }
                victim.close();
            });
            end.start();
            CommandLineRun run = CommandLineRun.with(jar, ProcFs.system(), "record",
                    "" + victim.pid(), "--duration", "30s", "--output", output.toString());
            end.interrupt();
            end.join();
            assertThat(run.code()).isEqualTo(1);
            assertThat(run.err().lines().filter(line -> line.startsWith("firstfin:")))
                    .containsExactly("firstfin: JVM " + victim.pid() + " ended while it was"
                            + " recorded,"
                            + " and the recording with it: to keep what happens before an end,"
                            + " start it with -XX:StartFlightRecording");
            assertThat(leftOvers()).isEmpty();
        }
    }

    private CommandLineRun record(Victim victim) {
        return CommandLineRun.with(jar, ProcFs.system(), "record", "" + victim.pid(),
                "--duration", "300ms", "--output", output.toString());
    }

    private CommandLineRun run(String command, Victim victim) {
        return CommandLineRun.with(jar, ProcFs.system(), command, "" + victim.pid());
    }

    private static String name(Victim victim) {
        return "JVM " + victim.pid() + " io.firstfin.cli.victim.IdleApp";
    }

    private static Path home() {
        return Path.of(System.getProperty("java.home"));
    }

    private List<Path> leftOvers() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> !file.equals(jar) && !file.equals(output)).toList();
        }
    }
}
