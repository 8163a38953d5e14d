package io.firstfin.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Connections that are open when the JVM ends are reported once, as the kernel then closes them. */
class ExitIT {
    private static final int ENDS_LEFT_OPEN = 13;

    @TempDir
    Path folder;

    static Stream<Arguments> ends() {
        return Jdks.all().stream()
                .flatMap(jdk -> Stream.of("exit", "main", "term").map(way -> Arguments.of(jdk, way)));
    }

    @ParameterizedTest(name = "{1}, JDK {0}")
    @MethodSource("ends")
    void what_is_open_at_the_end_is_reported_once_and_as_the_kernel_closed_it(Jdk jdk, String way) throws Exception {
        Namespace namespace = PortRanges.take();
        try (Oracle oracle = Oracle.start(namespace);
                SmallJvm jvm = SmallJvm.startIn(namespace.entry(), jdk, folder, ExitsOpen.class, way)) {
            end(jvm, way);
            judge(RecordingFile.readAllEvents(jvm.recording()), oracle.lives());
        } finally {
            PortRanges.giveBack(namespace);
        }
    }

    private void end(SmallJvm jvm, String way) throws Exception {
        long deadline = System.nanoTime() + Patience.NANOS;
        while (!Files.readString(folder.resolve("stdout")).contains("DONE ")) {
            assertThat(System.nanoTime())
                    .as(Files.readString(folder.resolve("stderr")))
                    .isLessThan(deadline);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
        if (way.equals("term")) {
            jvm.process().destroy();
        }
        assertThat(jvm.process().waitFor(Patience.SECONDS, TimeUnit.SECONDS)).isTrue();
    }

    private static void judge(List<RecordedEvent> events, List<Life> lives) {
        List<RecordedEvent> closes = of(events, "Close");
        SoftAssertions softly = new SoftAssertions();
        softly.assertThat(closes)
                .extracting(close -> close.getString("connection"))
                .doesNotHaveDuplicates();
        softly.assertThat(closes)
                .filteredOn(close -> close.getString("trigger").equals("EXIT"))
                .hasSize(ENDS_LEFT_OPEN)
                .allSatisfy(close -> {
                    assertThat(close.getString("reason")).isEqualTo("JVM_ENDED");
                    assertThat(close.getString("evidence")).startsWith("open when the JVM ended");
                });
        softly.assertThat(of(events, "Connect"))
                .filteredOn(connect -> connect.getBoolean("abandoned"))
                .satisfiesExactly(connect -> {
                    assertThat(connect.getString("failure")).isNull();
                    assertThat(closes)
                            .extracting(close -> close.getString("connection"))
                            .contains(connect.getString("connection"));
                });
        softly.assertThat(of(events, "UnreleasedChannel")).isNotEmpty().allSatisfy(channel -> {
            assertThat(channel.getInt("unreleased")).isOne();
            assertThat(channel.getString("closedBy")).startsWith("io.firstfin.sample.ExitsOpen.unreleased:");
        });
        for (Life life : lives) {
            if (isAccepted(life, closes)) {
                softly.assertThat(closes)
                        .filteredOn(close -> isOf(close, life))
                        .as("%s, of %s", life, closes)
                        .satisfiesExactly(close -> assertThat(close.getString("closedFirst"))
                                .isEqualTo(life.truth().closedFirst().name()));
            }
        }
        softly.assertAll();
    }

    /** The end of the unreleased channel that nobody accepted is the kernel's alone. */
    private static boolean isAccepted(Life life, List<RecordedEvent> closes) {
        return life.connected() || closes.stream().anyMatch(close -> isOf(close, life));
    }

    private static boolean isOf(RecordedEvent close, Life life) {
        return close.getInt("localPort") == life.endpoints().localPort()
                && close.getInt("remotePort") == life.endpoints().remotePort();
    }

    private static List<RecordedEvent> of(List<RecordedEvent> events, String type) {
        return events.stream()
                .filter(event -> event.getEventType().getName().equals("firstfin." + type))
                .toList();
    }
}
