package io.firstfin.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.launcher.Forks.Ended;
import io.firstfin.victim.Hello;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** With {@code -javaagent}: the application says and returns what it does without. */
class StartIT {

    private static final int EXIT_OF_THE_APPLICATION = 7;

    @TempDir
    private Path folder;

    static Stream<Path> jdks() {
        return Jdks.homes();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("jdks")
    void says_nothing_when_all_is_well(Path home) throws Exception {
        Ended ended = hello(home, "-javaagent:" + Forks.JAR);

        isUndisturbed(ended);
        assertThat(ended.err()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("jdks")
    void says_in_one_line_that_it_cannot_trace_without_flight_recorder(Path home) throws Exception {
        Ended ended = hello(home, "--limit-modules", "java.base,java.instrument", "-javaagent:" + Forks.JAR);

        isUndisturbed(ended);
        assertThat(ended.err()).hasSize(1);
        assertThat(ended.err().get(0))
                .startsWith("FirstFin does not trace this JVM: ")
                .contains("jdk.jfr")
                .contains("--limit-modules");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("jdks")
    void traces_into_a_recording_that_starts_with_the_jvm(Path home) throws Exception {
        Path recording = folder.resolve("hello.jfr");
        Ended ended = hello(
                home,
                "-javaagent:" + Forks.JAR,
                "-Xlog:jfr+startup=off",
                "-XX:StartFlightRecording:filename=" + recording + ",settings=none"
                        + ",+firstfin.Close#enabled=true,+firstfin.Connect#enabled=true");

        isUndisturbed(ended);
        assertThat(ended.err()).isEmpty();
        assertThat(jdk.jfr.consumer.RecordingFile.readAllEvents(recording))
                .extracting(event -> event.getEventType().getName())
                .contains("firstfin.Connect", "firstfin.Close");
    }

    /** The JVM trusts its own classes unless told otherwise. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("jdks")
    void passes_the_verifier_with_what_it_weaves(Path home) throws Exception {
        Ended ended = hello(
                home,
                "-Xverify:all",
                "-Xlog:class+init=info:file=" + folder.resolve("verified.txt"),
                "-javaagent:" + Forks.JAR);

        isUndisturbed(ended);
        assertThat(ended.err()).allMatch(line -> line.contains("warning") && line.contains("ytecodeVerification"));
        assertThat(java.nio.file.Files.readAllLines(folder.resolve("verified.txt")))
                .anyMatch(line -> line.contains("End class verification for: sun.nio.ch.NioSocketImpl"));
    }

    private Ended hello(Path home, String... options) throws Exception {
        return new Forks(folder).victim(home, Hello.class, options);
    }

    private static void isUndisturbed(Ended ended) {
        assertThat(ended.exit()).as(ended.toString()).isEqualTo(EXIT_OF_THE_APPLICATION);
        assertThat(ended.out()).containsExactly("hello 1");
    }
}
