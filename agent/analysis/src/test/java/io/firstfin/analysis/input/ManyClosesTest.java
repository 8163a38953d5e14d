package io.firstfin.analysis.input;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.analysis.Analysis;
import io.firstfin.analysis.render.html.HtmlReport;
import io.firstfin.analysis.render.json.JsonReport;
import io.firstfin.analysis.render.json.ReportSchema;
import io.firstfin.analysis.render.text.ClosesFormat;
import io.firstfin.analysis.render.text.TextReport;
import io.firstfin.analysis.view.Report;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reading is bounded: the closes of a file are analysed in a heap that could not hold them as events. They are
 * more than an engine keeps records of in so small a heap.
 */
class ManyClosesTest {

    private static final int LARGEST_PAGE = 1_000_000;

    @TempDir
    Path folder;

    @Test
    void closes_by_the_hundred_thousand_have_an_exact_report_in_a_heap_of_160_megabytes() throws Exception {
        Path recording = folder.resolve("many.jfr");
        java(ManyCloses.class, List.of("-XX:FlightRecorderOptions:memorysize=150m"), recording);
        java(Main.class, List.of("-Xmx160m", "-XX:+UseSerialGC"), recording);

        List<String> text = Files.readAllLines(file("txt"));
        assertThat(text.get(0)).startsWith("300,000 connections were closed in ");
        assertThat(text.subList(1, 3))
                .containsExactly(
                        "Closed first: as client we 72 %, the peer 22 %, unknown 5.6 %; as server we 100 %.",
                        "Keeps TIME_WAIT: as client we 67 %, the peer 22 %, nobody 5.6 %, unknown 5.6 %; as server we"
                                + " 100 %.");
        assertThat(text.get(3)).startsWith("Worst destination: 10.0.0.7:8080; ");
        assertThat(text.get(4)).startsWith("Change first: ");
        assertThat(text.get(5)).isEmpty();
        assertThat(text).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));

        String json = Files.readString(file("json"));
        assertThat(ReportSchema.violations(json)).isEmpty();
        counts(new JsonMapper().readTree(json));

        assertThat(Files.readString(file("html"))).endsWith("</html>\n").hasSizeLessThan(LARGEST_PAGE);

        inOrderOfTime();
    }

    private void inOrderOfTime() throws IOException {
        long lines = 0;
        String last = "";
        try (BufferedReader csv = Files.newBufferedReader(file("csv"))) {
            assertThat(csv.readLine()).startsWith("time,pid,");
            for (String line = csv.readLine(); line != null; line = csv.readLine()) {
                String time = line.substring(0, line.indexOf(','));
                assertThat(time).isGreaterThanOrEqualTo(last);
                last = time;
                lines++;
            }
        }
        assertThat(lines).isEqualTo(ManyCloses.ALL);
    }

    private static void counts(JsonNode report) {
        assertThat(report.at("/summary/closedFirst").toString())
                .isEqualTo("{\"LOCAL\":225000,\"REMOTE\":60000,\"BOTH\":0,\"NONE\":0,\"UNKNOWN\":15000}");
        assertThat(report.at("/summary/timeWait").toString())
                .isEqualTo("{\"LOCAL\":210000,\"REMOTE\":60000,\"BOTH\":0,\"NONE\":15000,\"UNKNOWN\":15000}");
        assertThat(report.at("/summary/opened").asInt()).isEqualTo(ManyCloses.ALL);
        assertThat(report.at("/summary/stillOpen").asInt()).isZero();
        assertThat(report.at("/recording/duplicateEvents").asInt()).isZero();
        long told = 0;
        for (JsonNode step : report.at("/timeline/all/closedByUs")) {
            told += step.asLong();
        }
        assertThat(told).as("on the timeline").isEqualTo(225_000);
    }

    private Path file(String ending) {
        return folder.resolve("many." + ending);
    }

    private static void java(Class<?> main, List<String> options, Path recording) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName(), recording.toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(4, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
    }

    /** What runs in the small heap. */
    static final class Main {
        public static void main(String[] args) throws Exception {
            Path recording = Path.of(args[0]);
            Report report = Analysis.of(List.of(recording));
            Files.writeString(recording.resolveSibling("many.txt"), TextReport.render(report));
            Files.writeString(recording.resolveSibling("many.json"), JsonReport.render(report));
            Files.writeString(recording.resolveSibling("many.html"), HtmlReport.render(report));
            try (Writer csv = Files.newBufferedWriter(recording.resolveSibling("many.csv"))) {
                Analysis.closes(List.of(recording), ClosesFormat.CSV, line -> write(csv, line));
            }
        }

        private static void write(Writer csv, String line) {
            try {
                csv.write(line);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
