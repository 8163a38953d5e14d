package io.firstfin.analysis.engine;

import static io.firstfin.analysis.event.TestEvents.at;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.analysis.event.CloseEvent;
import io.firstfin.analysis.event.Ends;
import io.firstfin.analysis.event.TestEvents;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.Window;
import io.firstfin.verdict.ClosedFirst;
import io.firstfin.verdict.Ending;
import io.firstfin.verdict.Proof;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The engine's memory is bounded: ten million connections fit a heap that could not hold their records. */
class TenMillionClosesTest {

    private static final long ALL = 10_000_000;
    /** 14 hours at 200 a second. */
    private static final int MILLIS_APART = 5;

    @Test
    void ten_million_connections_are_counted_exactly_in_a_heap_of_256_megabytes() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        assertThat(output.lines())
                .containsExactly(
                        "opened 2500000, still open 0",
                        "closed 10000000: LOCAL 7500000, REMOTE 2500000",
                        "TIME_WAIT here 7500000");
    }

    /**
     * What runs in the small heap. Of four connections, one has a connect and a close that leaves open who was
     * first, and the kernel's word on it; of the others just the closes are recorded.
     */
    static final class Main {
        private static final int PORTS = 50_000;
        private static final Ends[] ENDS = new Ends[PORTS];

        public static void main(String[] args) {
            Arrays.setAll(ENDS, place -> TestEvents.ends(10_000 + place));
            Engine engine = new Engine();
            engine.recorded("jvm", "shop.jfr", List.of(new Window(at(0), at(ALL * MILLIS_APART + 1_000))));
            for (long i = 0; i < ALL; i++) {
                String connection = "c-" + i;
                Ends ends = ENDS[(int) (i % PORTS)];
                long millis = i * MILLIS_APART;
                if (i % 4 > 0) {
                    engine.accept("jvm", close(millis, connection, ends, ClosedFirst.LOCAL, Proof.PROVEN));
                    continue;
                }
                engine.accept("jvm", TestEvents.connect(millis, connection, ends));
                engine.accept("jvm", close(millis + 5, connection, ends, ClosedFirst.UNKNOWN, Proof.NONE));
                engine.accept("jvm", TestEvents.settled(millis + 15, connection, ClosedFirst.REMOTE, Ending.FIN));
            }
            Model model = engine.snapshot();
            System.out.println("opened " + model.opened(open -> true) + ", still open " + model.stillOpen());
            System.out.println("closed " + model.closed() + ": LOCAL " + closed(model, ClosedFirst.LOCAL) + ", REMOTE "
                    + closed(model, ClosedFirst.REMOTE));
            System.out.println("TIME_WAIT here "
                    + model.closed(group -> group.verdict().timeWait().includesLocal()));
        }

        private static CloseEvent close(long millis, String connection, Ends ends, ClosedFirst first, Proof proof) {
            return TestEvents.close(millis, connection)
                    .between(ends)
                    .first(first, proof)
                    .event();
        }

        private static long closed(Model model, ClosedFirst first) {
            return model.closed(group -> group.verdict().closedFirst() == first);
        }
    }
}
