package io.firstfin.analysis.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firstfin.analysis.Analysis;
import io.firstfin.analysis.render.text.ClosesFormat;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CloseLinesTest {

    @TempDir
    Path folder;

    @Test
    void a_close_is_one_line_with_a_header_above() throws Exception {
        Path file;
        try (TestRecording recording = new TestRecording().namingTheJvm()) {
            TestRecording.close("c-1", close -> {
                close.proof = "PROVEN";
                close.reason = "RESPONSE_SAID_CLOSE";
                close.httpClient = "OkHttp 4.12.0";
                close.exchanges = 3;
            });
            file = recording.dump(folder.resolve("a.jfr"));
        }
        List<String> lines = lines(ClosesFormat.TEXT, file);
        assertThat(lines).hasSize(2);
        assertThat(cells(lines.get(0)))
                .containsExactly(
                        "TIME (UTC)",
                        "PID",
                        "ROLE",
                        "LOCAL",
                        "REMOTE",
                        "CLOSED FIRST",
                        "ENDING",
                        "TIME_WAIT",
                        "REASON",
                        "LIFETIME MS",
                        "REQUESTS",
                        "CALL SITE");
        List<String> cells = cells(lines.get(1));
        assertThat(cells.get(0)).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z");
        assertThat(cells.subList(1, 11))
                .containsExactly(
                        Long.toString(ProcessHandle.current().pid()),
                        "client",
                        "10.0.0.1:40000",
                        "10.0.0.7:8080",
                        "we",
                        "FIN",
                        "we",
                        "RESPONSE_SAID_CLOSE",
                        "5.000",
                        "3");
        assertThat(cells.get(11)).isNotEqualTo("no stack recorded").contains(".java:");
        assertThat(lines.get(1).indexOf("client")).isEqualTo(lines.get(0).indexOf("ROLE"));
    }

    @Test
    void the_kernels_last_word_corrects_what_the_close_said() throws Exception {
        try (TestRecording recording = new TestRecording()) {
            TestRecording.close("c-1", close -> {
                close.closedFirst = "UNKNOWN";
                close.proof = "NONE";
            });
            TestRecording.kernelState("c-1", "LOCAL", "SUPPOSED", "FIN_THEN_RESET", "REMOTE", "NONE");
            TestRecording.close("c-2", close -> close.proof = "PROVEN");
            Path file = recording.dump(folder.resolve("a.jfr"));

            assertThat(cells(lines(ClosesFormat.TEXT, file).get(1)).subList(5, 8))
                    .containsExactly("we, supposed", "our FIN, then the peer's reset", "nobody");
            assertThat(lines(ClosesFormat.CSV, file).get(1))
                    .contains(",CLIENT,c-1,10.0.0.1,40000,10.0.0.7,8080,LOCAL,SUPPOSED,FIN_THEN_RESET,REMOTE,NONE,"
                            + "CLOSE,UNKNOWN,,5.000,,");
        }
    }

    @Test
    void lines_of_several_files_are_in_order_of_time_and_each_close_is_there_once() throws Exception {
        List<Path> files = new ArrayList<>();
        try (TestRecording recording = new TestRecording().namingTheJvm()) {
            for (int part = 0; part < 3; part++) {
                TestRecording.close("c-" + part, close -> {});
                String connection = "other-" + part;
                Thread other = new Thread(() -> TestRecording.close(connection, close -> {}));
                other.start();
                other.join();
                // a dump holds all so far: the files overlap
                files.add(0, recording.dump(folder.resolve("part-" + part + ".jfr")));
            }
        }
        List<String> lines = lines(ClosesFormat.CSV, files.toArray(new Path[0]));
        assertThat(lines).hasSize(7);
        assertThat(lines.subList(1, 7)).isSorted();
    }

    @Test
    void names_cannot_break_lines_command_a_terminal_or_act_in_a_spreadsheet() throws Exception {
        try (TestRecording recording = new TestRecording()) {
            TestRecording.close("c-1", close -> {
                close.reason = "=cmd|' /C calc'!A0";
                close.httpClient = "Evil, \"quoted\"\r\nline\u001b[2J\u009b31m\u202e";
            });
            Path file = recording.dump(folder.resolve("a.jfr"));

            List<String> csv = lines(ClosesFormat.CSV, file);
            assertThat(csv).hasSize(2);
            assertThat(csv.get(1))
                    .endsWith("\r\n")
                    .contains(",'=cmd|' /C calc'!A0,\"Evil, \"\"quoted\"\" line [2J 31m\",");
            assertThat(csv.get(1).strip()).doesNotContainPattern("[\\p{Cc}\\p{Cf}]");
            List<String> text = lines(ClosesFormat.TEXT, file);
            assertThat(text).hasSize(2);
            assertThat(text.get(1).stripTrailing()).doesNotContainPattern("[\\p{Cc}\\p{Cf}]");
        }
    }

    @Test
    void a_formula_is_none_either_where_what_stands_before_it_is_taken_out() throws Exception {
        try (TestRecording recording = new TestRecording()) {
            TestRecording.close("c-1", close -> close.reason = "\u0007=1+1");
            Path file = recording.dump(folder.resolve("a.jfr"));

            assertThat(lines(ClosesFormat.CSV, file).get(1)).contains(",'=1+1,");
        }
    }

    @Test
    void what_is_unknown_is_a_dash_in_text_and_empty_in_csv() throws Exception {
        try (TestRecording recording = new TestRecording(false)) {
            TestRecording.close("c-1", close -> {
                close.localAddress = null;
                close.localPort = -1;
                close.lifetime = TestRecording.UNKNOWN;
                close.bytesSent = -1;
                close.bytesReceived = -1;
                close.roundTripTime = TestRecording.UNKNOWN;
                close.retransmits = -1;
            });
            Path file = recording.dump(folder.resolve("a.jfr"));

            assertThat(cells(lines(ClosesFormat.TEXT, file).get(1)).subList(1, 12))
                    .containsExactly(
                            "-",
                            "client",
                            "-",
                            "10.0.0.7:8080",
                            "we",
                            "FIN",
                            "we",
                            "UNKNOWN",
                            "-",
                            "-",
                            "no stack recorded");
            assertThat(lines(ClosesFormat.CSV, file).get(1))
                    .contains("Z,,CLIENT,c-1,,,10.0.0.7,8080,")
                    .endsWith(",UNKNOWN,,,,,,,,false,,,,,\r\n");
        }
    }

    @Test
    void a_recording_without_closes_has_the_header_alone_and_one_of_others_is_refused() throws Exception {
        try (TestRecording recording = new TestRecording()) {
            Path others = recording.dump(folder.resolve("others.jfr"));
            assertThatThrownBy(() -> lines(ClosesFormat.TEXT, others))
                    .isInstanceOf(UnreadableRecordingException.class)
                    .hasMessageStartingWith("No FirstFin events in " + others);
            TestRecording.settings();
            assertThat(lines(ClosesFormat.TEXT, recording.dump(folder.resolve("a.jfr"))))
                    .hasSize(1);
        }
    }

    private static List<String> lines(ClosesFormat format, Path... files) throws UnreadableRecordingException {
        List<String> lines = new ArrayList<>();
        Analysis.closes(List.of(files), format, lines::add);
        return lines;
    }

    private static List<String> cells(String line) {
        return List.of(line.strip().split(" {2,}"));
    }
}
