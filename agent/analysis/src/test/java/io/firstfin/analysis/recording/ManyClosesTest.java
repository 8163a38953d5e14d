package io.firstfin.analysis.recording;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.analysis.Analysis;
import io.firstfin.analysis.html.HtmlReport;
import io.firstfin.analysis.report.Report;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reading is bounded: many closes are analysed in a heap that could not hold them as events. */
class ManyClosesTest {

    private static final int CLOSES = 200_000;

    /** So many fit into JFR's buffers; more at once, and it may lose some before they are on disk. */
    private static final int AT_ONCE = 20_000;

    @TempDir
    Path folder;

    @Test
    void two_hundred_thousand_closes_are_analysed_in_a_heap_of_96_megabytes() throws Exception {
        Path file;
        try (TestRecording recording = new TestRecording()) {
            TestRecording.settings();
            for (int i = 0; i < CLOSES; i++) {
                TestRecording.close("c-" + i, close -> { });
                TestRecording.kernelState("c-" + i, "LOCAL", "LOCAL", true);
                if (i % AT_ONCE == 0) {
                    Files.delete(recording.dump(folder.resolve("so-far.jfr")));
                }
            }
            file = recording.dump(folder.resolve("many.jfr"));
        }
        Process process = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx96m", "-XX:+UseSerialGC",
                "-cp", System.getProperty("java.class.path"), Main.class.getName(),
                file.toString()).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(output).startsWith("200,000 connections were closed in ")
                .contains("Closed first: we 100 %")
                .endsWith("and a small page\n");
        assertThat(process.exitValue()).isZero();
    }

    /** What runs in the small heap. */
    static final class Main {
        public static void main(String[] args) throws Exception {
            Report report = Analysis.of(List.of(Path.of(args[0])));
            System.out.print(report.text());
            boolean small = HtmlReport.render(report).length() < 2_000_000;
            System.out.print(small ? "and a small page\n" : "and a page that is too large\n");
        }
    }
}
