package io.firstfin.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Traced when they were opened, and not recorded: their closes have both addresses all the same. */
@Execution(ExecutionMode.CONCURRENT)
class OpenedUnseenIT {

    @TempDir
    Path folder;

    static Stream<Jdk> jdks() {
        return Jdks.all().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("jdks")
    void a_connection_opened_before_the_recording_has_its_addresses(Jdk jdk) throws Exception {
        Namespace namespace = PortRanges.take();
        Path file = folder.resolve("unseen.jfr");
        Process process = start(jdk, namespace);
        try {
            await(process, "DONE ");
            Recording recording = new Recording(folder);
            recording.start(process.pid());
            go(process);
            await(process, "ENDED ");
            recording.stop(process.pid(), file);
            go(process);
            assertThat(process.waitFor(Patience.SECONDS, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
            PortRanges.giveBack(namespace);
        }

        int server = said("SERVER")[0];
        int[] served = said("SERVED");
        List<RecordedEvent> closes = RecordingFile.readAllEvents(file).stream()
                .filter(event -> event.getEventType().getName().equals("firstfin.Close"))
                .toList();
        assertThat(closes).allSatisfy(close -> {
            assertThat(close.getString("localAddress")).isEqualTo("127.0.0.1");
            assertThat(close.getString("remoteAddress")).isEqualTo("127.0.0.1");
        });
        assertThat(closes.stream()
                        .filter(close -> close.getInt("remotePort") == server)
                        .map(close -> close.getInt("localPort")))
                .containsExactlyInAnyOrderElementsOf(boxed(said("CLIENTS")));
        assertThat(closes.stream().filter(close -> close.getInt("localPort") == served[0]))
                .singleElement()
                .satisfies(close -> {
                    assertThat(close.getString("role")).isEqualTo("SERVER");
                    assertThat(close.getInt("remotePort")).isEqualTo(served[1]);
                });
    }

    private Process start(Jdk jdk, Namespace namespace) throws Exception {
        List<String> command = new ArrayList<>(namespace.entry());
        Path classes = Path.of(System.getProperty("sample.classes"));
        command.addAll(List.of(
                jdk.java().toString(),
                "-XX:+UseSerialGC",
                "-Xmx128m",
                "-javaagent:" + FirstFin.jar(),
                "-cp",
                classes.resolveSibling("test-classes").toString(),
                OpenedUnseen.class.getName()));
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(folder.resolve("stdout").toFile())
                .redirectError(folder.resolve("stderr").toFile())
                .start();
    }

    private static void go(Process process) throws Exception {
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
    }

    private void await(Process process, String word) throws Exception {
        long deadline = System.nanoTime() + Patience.NANOS;
        while (!Files.readString(folder.resolve("stdout")).contains(word)) {
            if (System.nanoTime() > deadline || !process.isAlive()) {
                throw new AssertionError("it never said " + word + ": " + Files.readString(folder.resolve("stderr")));
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    private int[] said(String word) throws Exception {
        return Files.readAllLines(folder.resolve("stdout")).stream()
                .filter(line -> line.startsWith(word + " "))
                .flatMapToInt(
                        line -> Arrays.stream(line.substring(word.length() + 1).split(" "))
                                .mapToInt(Integer::parseInt))
                .toArray();
    }

    private static List<Integer> boxed(int[] numbers) {
        return Arrays.stream(numbers).boxed().toList();
    }
}
