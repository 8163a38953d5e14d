package io.firstfin.analysis.input;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.firstfin.analysis.Analysis;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnreadableRecordingTest {

    @TempDir
    Path folder;

    @Test
    void no_such_file() {
        Path file = folder.resolve("absent.jfr");
        refuses(file, "No such file: " + file + ". Check the path of the recording.");
    }

    @Test
    void a_file_of_another_kind() throws Exception {
        Path file = Files.write(folder.resolve("notes.jfr"), "hello, world".getBytes(UTF_8));
        refuses(
                file,
                "Not a JFR recording: " + file + " does not begin with the bytes FLR."
                        + " Name a .jfr file (unpack it first if it is compressed).");
    }

    @Test
    void an_empty_file() throws Exception {
        Path file = Files.createFile(folder.resolve("empty.jfr"));
        refuses(file, truncated(file, "before its first byte: it is empty"));
    }

    @Test
    void an_empty_folder() {
        refuses(
                folder,
                "No recording in the folder " + folder
                        + ": it holds no .jfr file. Name the folder that does, or the file.");
    }

    @Test
    void a_recording_cut_off_in_its_first_chunk() throws Exception {
        byte[] bytes = recording();
        Path file = write(Arrays.copyOf(bytes, 1000));
        refuses(file, truncated(file, "in chunk 1, after 1000 of " + bytes.length + " bytes"));
    }

    @Test
    void a_recording_cut_off_in_its_header() throws Exception {
        Path file = write(Arrays.copyOf(recording(), 20));
        refuses(file, truncated(file, "in chunk 1, inside the header"));
    }

    @Test
    void a_chunk_of_a_time_that_no_clock_shows() throws Exception {
        byte[] bytes = recording();
        for (int field : new int[] {32, 40}) {
            byte[] damaged = bytes.clone();
            ByteBuffer.wrap(damaged).putLong(field, Long.MAX_VALUE - 68);
            Path file = write(damaged);
            assertThatThrownBy(() -> Analysis.of(List.of(file)))
                    .isInstanceOf(UnreadableRecordingException.class)
                    .hasMessageMatching("Damaged recording: " + file + ": chunk 1 says that it begins at"
                            + " \\S+ and lasts \\d+ days\\. Copy or dump it again\\.");
        }
    }

    @Test
    void a_chunk_the_jvm_is_still_writing() throws Exception {
        byte[] bytes = recording();
        bytes[64] = (byte) 0xFF;
        Path file = write(bytes);
        refuses(file, truncated(file, "in chunk 1, unfinished by the JVM"));
    }

    @Test
    void a_recording_without_our_events() throws Exception {
        Path file = folder.resolve("foreign.jfr");
        try (jdk.jfr.Recording recording = new jdk.jfr.Recording()) {
            recording.enable("jdk.JVMInformation");
            recording.start();
            recording.dump(file);
        }
        refuses(
                file,
                "No FirstFin events in " + file + ". Attach the agent and record with"
                        + " settings=firstfin.jfc, or use \"firstfin.jar record PID\".");
    }

    @Test
    void a_file_we_may_not_read() throws Exception {
        Path file = write(recording());
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
        assumeFalse(Files.isReadable(file), "root may read every file");
        refuses(
                file,
                "Cannot read " + file + ": permission denied." + " Run as the user who owns it, or change its mode.");
    }

    @Test
    void bytes_that_are_damaged_inside_are_refused_in_one_line() throws Exception {
        byte[] bytes = recording();
        Arrays.fill(bytes, Chunk.HEADER, bytes.length - 1, (byte) 0x7F);
        Path file = write(bytes);
        assertThatThrownBy(() -> Analysis.of(List.of(file)))
                .isInstanceOf(UnreadableRecordingException.class)
                .hasMessageStartingWith("Damaged recording: " + file)
                .hasMessageNotContaining("\n");
    }

    private byte[] recording() throws Exception {
        try (TestRecording recording = new TestRecording()) {
            TestRecording.close("c-1", close -> {});
            return Files.readAllBytes(recording.dump(folder.resolve("whole.recording")));
        }
    }

    private Path write(byte[] bytes) throws Exception {
        return Files.write(folder.resolve("test.jfr"), bytes);
    }

    private static String truncated(Path file, String where) {
        return "Truncated recording: " + file + " ends " + where + ". If the JVM is still writing"
                + " it, dump it with \"jcmd PID JFR.dump\"; otherwise copy it again.";
    }

    private static void refuses(Path path, String message) {
        assertThatThrownBy(() -> Analysis.of(List.of(path)))
                .isInstanceOf(UnreadableRecordingException.class)
                .hasMessage(message);
    }
}
