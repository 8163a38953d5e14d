package io.firstfin.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.firstfin.cli.SmallRecording;
import io.firstfin.cli.attach.AgentAnswers;
import io.firstfin.cli.victim.FakeJar;
import io.firstfin.cli.victim.RecordMain;
import io.firstfin.cli.victim.Victim;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InterruptedRecordTest {
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM", "HUP"})
    void ending_early_still_writes_reports_and_leaves(String signal) throws Exception {
        // as nohup and shells do to what they start in the background: a JVM leaves it so
        assumeFalse(ignoredHere(signal), "SIG" + signal + " is ignored by who started this JVM");
        Path output = folder.resolve("out.jfr");
        try (Victim victim = Victim.start(Path.of(System.getProperty("java.home")))) {
            Process record = new ProcessBuilder(
                            JAVA.toString(),
                            "-cp",
                            classPath(),
                            RecordMain.class.getName(),
                            FakeJar.in(folder).toString(),
                            "record",
                            "" + victim.pid(),
                            "--duration",
                            "1h",
                            "--output",
                            output.toString())
                    .redirectError(folder.resolve("err").toFile())
                    .start();
            while (!AgentAnswers.last(victim.jvm()).recording() && record.isAlive()) {
                Thread.onSpinWait();
            }
            new ProcessBuilder("kill", "-" + signal, "" + record.pid()).start().waitFor();
            assertThat(record.waitFor(240, TimeUnit.SECONDS)).isTrue();
            assertThat(folder.resolve("err")).content().contains("Wrote " + output);
            assertThat(record.exitValue()).isZero();
            assertThat(new String(record.getInputStream().readAllBytes(), UTF_8))
                    .isEqualTo(SmallRecording.text(output));
            assertThat(output).hasBinaryContent(SmallRecording.bytes());
            assertThat(AgentAnswers.last(victim.jvm()).detached()).isTrue();
        }
    }

    private static boolean ignoredHere(String signal) throws IOException {
        int number = Map.of("HUP", 1, "INT", 2, "TERM", 15).get(signal);
        String ignored = Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .findFirst()
                .orElse("SigIgn: 0");
        return (Long.parseUnsignedLong(ignored.split("\\s+")[1], 16) >> number - 1 & 1) == 1;
    }

    private static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }
}
