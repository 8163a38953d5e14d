package io.firstfin.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.cli.CommandLineRun;
import io.firstfin.cli.SmallRecording;
import io.firstfin.cli.jvm.ProcFs;
import io.firstfin.cli.victim.FakeJar;
import io.firstfin.cli.victim.Jdks;
import io.firstfin.cli.victim.Victim;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RecordCommandTest {
    private static final Pattern KEPT =
            Pattern.compile("firstfin: cannot write .*: the recording is kept in (\\S+\\.jfr): see ");

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
            CommandLineRun run = record(victim);
            assertThat(new CommandLineRun(run.code(), run.out(), run.err().replaceAll("took \\d+\\.\\d s", "took N s")))
                    .isEqualTo(new CommandLineRun(
                            0,
                            SmallRecording.text(output),
                            "Attaching to " + name(victim) + "\n"
                                    + "Recording " + name(victim) + " for 300ms\n"
                                    + "Recording " + name(victim) + " ended after 300ms\n"
                                    + "Fetching the recording\n"
                                    + "Wrote " + output + "\n"
                                    + "Analysing it\n"
                                    + "Attaching took N s, fetching took N s, analysing took N s.\n"));
            assertThat(output).hasBinaryContent(SmallRecording.bytes());
            assertThat(run("status", victim).out()).startsWith(name(victim) + ": not attached\n");
            assertThat(leftOvers()).isEmpty();
            assertThat(victim.outputAfterEnd()).isEmpty();
        }
    }

    @Test
    void a_jvm_that_was_attached_stays_attached() throws IOException {
        try (Victim victim = Victim.start(home())) {
            assertThat(run("status", victim).out()).isEqualTo(name(victim) + ": not attached\n");
            assertThat(run("detach", victim).out()).isEqualTo(name(victim) + " is not attached: nothing to do\n");
            assertThat(run("attach", victim).out())
                    .isEqualTo(name(victim)
                            + " is attached: woven Socket, SocketChannel; kernel source PROCFS"
                            + " (socket(AF_NETLINK) failed with EPERM (errno 1))\n");
            assertThat(record(victim).code()).isZero();
            assertThat(run("attach", victim).out()).startsWith(name(victim) + " was attached already");
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
                      not traced         0 connections for want of memory
                      events dropped     0
                      errors suppressed  0
                      last error         none
                      own CPU time       12 ms, weaving took 210 ms
                      tables             1.2 MB of at most 64.0 MB (recent closes 4,100, open connections 3)
                    """);
            assertThat(run("detach", victim).out())
                    .isEqualTo(name(victim) + " is detached: its classes are as they were\n");
        }
    }

    @Test
    void an_existing_file_is_refused_before_the_jvm_is_touched() throws IOException {
        Files.writeString(output, "precious");
        try (Victim victim = Victim.start(home())) {
            assertThat(record(victim))
                    .isEqualTo(new CommandLineRun(
                            1,
                            "",
                            "firstfin: " + output
                                    + " exists: choose another --output, or add --force to replace it\n"));
            assertThat(output).hasContent("precious");
            assertThat(victim.jvm().holdsOurJar()).isFalse();
        }
    }

    @Test
    void a_report_that_cannot_be_written_is_refused_before_the_jvm_is_touched() throws IOException {
        Path html = folder.resolve("none/report.html");
        try (Victim victim = Victim.start(home())) {
            assertThat(CommandLineRun.with(
                            jar,
                            ProcFs.system(),
                            "record",
                            "" + victim.pid(),
                            "--output",
                            output.toString(),
                            "--html",
                            html.toString()))
                    .isEqualTo(new CommandLineRun(
                            1,
                            "",
                            "firstfin: cannot write to the folder of " + html
                                    + ": name a file in an existing folder you may write to\n"));
            assertThat(victim.jvm().holdsOurJar()).isFalse();
        }
    }

    @Test
    void a_recording_whose_folder_is_gone_is_kept_elsewhere_and_named() throws Exception {
        Path gone = Files.createDirectory(folder.resolve("gone"));
        try (Victim victim = Victim.start(home())) {
            Thread remover = new Thread(() -> {
                while (!victim.jvm().holdsOurJar() && !Thread.currentThread().isInterrupted()) {
                    Thread.onSpinWait();
                }
                gone.toFile().delete();
            });
            remover.start();
            CommandLineRun run = CommandLineRun.with(
                    jar,
                    ProcFs.system(),
                    "record",
                    "" + victim.pid(),
                    "--duration",
                    "1s",
                    "--output",
                    gone.resolve("out.jfr").toString());
            remover.interrupt();
            remover.join();
            assertThat(run.code()).isEqualTo(1);
            Matcher kept = KEPT.matcher(run.err());
            assertThat(kept.find()).as(run.err()).isTrue();
            assertThat(Path.of(kept.group(1))).hasBinaryContent(SmallRecording.bytes());
            Files.delete(Path.of(kept.group(1)));
        }
    }

    @Test
    void what_the_agent_refuses_is_undone_and_told_in_its_own_words() throws IOException {
        Files.writeString(output, "precious");
        try (Victim victim = Victim.start(home())) {
            assertThat(CommandLineRun.with(
                            jar,
                            ProcFs.system(),
                            "record",
                            "" + victim.pid(),
                            "--output",
                            output.toString(),
                            "--force",
                            "--template",
                            "firstfin"))
                    .isEqualTo(new CommandLineRun(
                            1,
                            "",
                            "Attaching to " + name(victim) + "\n"
                                    + "firstfin: the agent in JVM " + victim.pid()
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
            CommandLineRun run = CommandLineRun.with(
                    jar,
                    ProcFs.system(),
                    "record",
                    "" + victim.pid(),
                    "--duration",
                    "30s",
                    "--output",
                    output.toString());
            end.interrupt();
            end.join();
            assertThat(run.code()).isEqualTo(1);
            assertThat(run.err().lines().filter(line -> line.startsWith("firstfin:")))
                    .containsExactly("firstfin: JVM " + victim.pid() + " ended while it was"
                            + " recorded, and the recording with it: it was killed (SIGKILL, such as"
                            + " when memory ran out) or it crashed; System.exit and SIGTERM would"
                            + " have left the recording here");
            assertThat(leftOvers()).isEmpty();
            try (Stream<Path> files = Files.list(Path.of("/tmp"))) {
                assertThat(files.map(file -> file.getFileName().toString()))
                        .noneMatch(name -> name.startsWith("firstfin-" + victim.pid() + "-"));
            }
        }
    }

    @Test
    void what_both_left_when_they_were_killed_goes_with_the_next_record() throws IOException {
        Path forgotten = planted("");
        Path recording = planted("recorded");
        Path link = planted("");
        Files.delete(link);
        Files.createSymbolicLink(link, recording);
        Path young = planted("");
        Files.setLastModifiedTime(young, FileTime.from(Instant.now()));
        try (Victim victim = Victim.start(home())) {
            assertThat(record(victim).code()).isZero();

            assertThat(forgotten).doesNotExist();
            assertThat(recording).hasContent("recorded");
            assertThat(link).isSymbolicLink();
            assertThat(young).exists();
        } finally {
            for (Path file : List.of(forgotten, recording, link, young)) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** An hour old, with a name as ours. */
    private static Path planted(String content) throws IOException {
        Path file = Path.of("/tmp", "firstfin-1-" + UUID.randomUUID() + ".jfr");
        Files.writeString(file, content);
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(1, ChronoUnit.HOURS)));
        return file;
    }

    private CommandLineRun record(Victim victim) {
        return CommandLineRun.with(
                jar,
                ProcFs.system(),
                "record",
                "" + victim.pid(),
                "--duration",
                "300ms",
                "--output",
                output.toString());
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
            return files.filter(file -> !file.equals(jar) && !file.equals(output))
                    .toList();
        }
    }
}
