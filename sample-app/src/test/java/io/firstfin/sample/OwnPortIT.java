package io.firstfin.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A port that is in use toward its destination is reported as that, with who holds it; never as a want of ports. */
@Execution(ExecutionMode.CONCURRENT)
class OwnPortIT {
    private static final String OPENER = "io.firstfin.sample.OwnPort.open:";

    @TempDir
    Path folder;

    static Stream<Jdk> jdks() {
        return Jdks.all().stream();
    }

    @BeforeAll
    static void namespaces_are_possible() {
        Namespace.skipWithout(OwnPortIT.class);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("jdks")
    void held_by_a_connection_of_ours_that_is_open(Jdk jdk) throws Exception {
        RecordedEvent inUse = inUse(jdk, "open");
        assertThat(inUse.getString("state")).isEqualTo("ESTABLISHED");
        assertThat(inUse.getString("heldBy")).startsWith("ESTABLISHED, held by this JVM (opened by " + OPENER);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("jdks")
    void bound_to_every_address_and_held_all_the_same(Jdk jdk) throws Exception {
        RecordedEvent inUse = inUse(jdk, "wildcard");
        assertThat(inUse.getString("localAddress")).isEqualTo("127.0.0.1");
        assertThat(inUse.getString("heldBy")).startsWith("ESTABLISHED, held by this JVM (opened by " + OPENER);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("jdks")
    void is_reported_of_a_socket_that_is_connected_to_itself(Jdk jdk) throws Exception {
        List<RecordedEvent> events = run(jdk, "self", "ITSELF", "true");
        assertThat(of(events, "Connect")).singleElement().satisfies(connect -> {
            assertThat(connect.getBoolean("selfConnected")).isTrue();
            assertThat(connect.getString("failureKind")).isNull();
        });
    }

    private RecordedEvent inUse(Jdk jdk, String word) throws Exception {
        List<RecordedEvent> events = run(jdk, word, "FAILED", "Cannot assign requested address");
        List<RecordedEvent> connects = of(events, "Connect");
        assertThat(connects)
                .hasSize(2)
                .extracting(connect -> connect.getString("failureKind"))
                .containsExactly(null, "ADDRESS_IN_USE_TOWARDS_DESTINATION");
        assertThat(connects).allSatisfy(connect -> {
            assertThat(connect.getInt("localPort")).isEqualTo(OwnPort.PORT);
            assertThat(connect.getBoolean("boundFirst")).isTrue();
        });
        assertThat(connects.get(0).getString("localAddress")).isEqualTo("127.0.0.1");
        assertThat(of(events, "PortExhaustion")).isEmpty();
        List<RecordedEvent> inUse = of(events, "PortInUse");
        assertThat(inUse).hasSize(1);
        assertThat(inUse.get(0).getString("failedAt")).startsWith(OPENER);
        return inUse.get(0);
    }

    private List<RecordedEvent> run(Jdk jdk, String word, String said, String wanted) throws Exception {
        try (SmallJvm jvm = SmallJvm.start(jdk, folder, OwnPort.class, word)) {
            jvm.awaitEnd();
            assertThat(jvm.said(said)).isEqualTo(wanted);
            List<RecordedEvent> events = RecordingFile.readAllEvents(jvm.recording());
            List<RecordedEvent> statuses = of(events, "AgentStatus");
            RecordedEvent last = statuses.get(statuses.size() - 1);
            assertThat(last.getLong("suppressedErrors"))
                    .as(last.getString("lastError"))
                    .isZero();
            return events;
        }
    }

    private static List<RecordedEvent> of(List<RecordedEvent> events, String type) {
        return events.stream()
                .filter(event -> event.getEventType().getName().equals("firstfin." + type))
                .sorted((a, b) -> a.getStartTime().compareTo(b.getStartTime()))
                .toList();
    }
}
