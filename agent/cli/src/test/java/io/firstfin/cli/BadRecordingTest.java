package io.firstfin.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import jdk.jfr.Event;
import jdk.jfr.Name;
import jdk.jfr.Recording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code report} as it is, with its real analysis, on recordings that are none or only half. */
class BadRecordingTest {
    /** A close as the first agents told it, with the fewest fields. */
    @Name("firstfin.Close")
    static final class OldClose extends Event {
        String connection = "c-1";
        String remoteAddress = "10.0.0.7";
        int remotePort = 8080;
        String role = "CLIENT";
        String closedFirst = "LOCAL";
    }

    @TempDir
    Path folder;

    @Test
    void an_empty_file() throws IOException {
        refuses(
                Files.createFile(file()),
                "Truncated recording: " + file()
                        + " ends before its first byte: it is empty. If the JVM is still writing it, dump"
                        + " it with \"jcmd PID JFR.dump\"; otherwise copy it again.");
    }

    @Test
    void a_file_that_is_no_recording() throws IOException {
        refuses(
                Files.writeString(file(), "{\"schema\": \"firstfin-report/1\"}"),
                "Not a JFR recording: " + file() + " does not begin with the bytes FLR. Name a"
                        + " .jfr file (unpack it first if it is compressed).");
    }

    @Test
    void a_recording_without_any_event() throws IOException {
        try (Recording recording = new Recording()) {
            recording.start();
            recording.dump(file());
        }
        refuses(file(), without());
    }

    @Test
    void a_recording_without_events_of_ours() throws IOException {
        try (Recording recording = new Recording()) {
            recording.enable("jdk.JVMInformation");
            recording.enable("jdk.OSInformation");
            recording.start();
            recording.dump(file());
        }
        refuses(file(), without());
    }

    @Test
    void a_recording_that_breaks_off_at_once() throws IOException {
        byte[] whole = oldRecording();
        refuses(
                Files.write(file(), Arrays.copyOf(whole, whole.length / 2)),
                "Truncated recording: " + file() + " ends in chunk 1, after " + whole.length / 2
                        + " of " + whole.length + " bytes. If the JVM is still writing it, dump it"
                        + " with \"jcmd PID JFR.dump\"; otherwise copy it again.");
    }

    @Test
    void a_recording_that_breaks_off_later_is_reported_as_far_as_it_goes() throws IOException {
        byte[] whole = oldRecording();
        byte[] both = Arrays.copyOf(whole, whole.length + 300);
        System.arraycopy(whole, 0, both, whole.length, 300);
        CommandLineRun run = report(Files.write(file(), both).toString());
        assertThat(run.code()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .startsWith("1 connection was closed in ")
                .contains("Note:      " + file() + " ends in chunk 2");
    }

    @Test
    void a_recording_of_an_older_agent_is_reported_with_what_it_has() throws IOException {
        Files.write(file(), oldRecording());
        CommandLineRun run = report(file().toString());
        assertThat(run.code()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out().lines().skip(1))
                .startsWith(
                        "Closed first: as client we 100 % of 1; 100 % unconfirmed.",
                        "Keeps TIME_WAIT: as client unknown 100 %.");
        assertThat(report(file().toString(), "--json", "-").out())
                .contains("\"closedFirst\" : \"LOCAL\"", "\"ending\" : \"UNKNOWN\"");
    }

    @Test
    void an_empty_folder() {
        refuses(
                folder,
                "No recording in the folder " + folder
                        + ": it holds no .jfr file. Name the folder that does, or the file.");
    }

    /** One line, no report, and what stands in the files for it stays. */
    private void refuses(Path recording, String line) {
        Path html = folder.resolve("old.html");
        CommandLineRun refused = new CommandLineRun(1, "", "firstfin: " + line + "\n");
        assertThat(report(recording.toString())).isEqualTo(refused);
        assertThat(report(
                        recording.toString(), "--json", "-", "--html", html.toString(), "--fail-on", "PORTS_EXHAUSTED"))
                .isEqualTo(refused);
        assertThat(html).doesNotExist();
    }

    private String without() {
        return "No FirstFin events in " + file() + ". Attach the agent and record with"
                + " settings=firstfin.jfc, or use \"firstfin.jar record PID\".";
    }

    private Path file() {
        return folder.resolve("a.jfr");
    }

    private byte[] oldRecording() throws IOException {
        Path old = folder.resolve("old.recording");
        try (Recording recording = new Recording()) {
            recording.enable(OldClose.class);
            recording.start();
            new OldClose().commit();
            recording.dump(old);
        }
        return Files.readAllBytes(old);
    }

    private static CommandLineRun report(String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        List<String> all = Stream.concat(Stream.of("report"), Stream.of(args)).toList();
        int code = Cli.run(
                all.toArray(new String[0]),
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8),
                Path.of("firstfin.jar"));
        return new CommandLineRun(code, out.toString(UTF_8), err.toString(UTF_8));
    }
}
