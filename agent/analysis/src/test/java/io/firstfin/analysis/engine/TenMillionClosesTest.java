package io.firstfin.analysis.engine;

import static io.firstfin.analysis.event.TestEvents.at;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.analysis.event.Ends;
import io.firstfin.analysis.event.TestEvents;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.Window;
import io.firstfin.verdict.ClosedFirst;
import io.firstfin.verdict.Ending;
import io.firstfin.verdict.Proof;
import java.nio.file.Path;
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
                        "opened 10000000, still open 0",
                        "closed 10000000: LOCAL 7500000, REMOTE 2500000",
                        "TIME_WAIT here 7500000");
    }

    /** What runs in the small heap: each connection with its connect, its close and the kernel's word on it. */
    static final class Main {
        public static void main(String[] args) {
            Engine engine = new Engine();
            engine.recorded("jvm", "shop.jfr", List.of(new Window(at(0), at(ALL * MILLIS_APART + 1_000))));
            for (long i = 0; i < ALL; i++) {
                String connection = "c-" + i;
                Ends ends = TestEvents.ends((int) (10_000 + i % 50_000));
                ClosedFirst first = i % 4 == 0 ? ClosedFirst.REMOTE : ClosedFirst.LOCAL;
                long millis = i * MILLIS_APART;
                engine.accept("jvm", TestEvents.connect(millis, connection, ends));
                engine.accept(
                        "jvm",
                        TestEvents.close(millis + 5, connection)
                                .between(ends)
                                .first(first, Proof.PROVEN)
                                .event());
                engine.accept("jvm", TestEvents.settled(millis + 15, connection, first, Ending.FIN));
            }
            Model model = engine.snapshot();
            System.out.println("opened " + model.opened(open -> true) + ", still open " + model.stillOpen());
            System.out.println("closed " + model.closed() + ": LOCAL " + closed(model, ClosedFirst.LOCAL) + ", REMOTE "
                    + closed(model, ClosedFirst.REMOTE));
            System.out.println("TIME_WAIT here "
                    + model.closed(group -> group.verdict().timeWait().includesLocal()));
        }

        private static long closed(Model model, ClosedFirst first) {
            return model.closed(group -> group.verdict().closedFirst() == first);
        }
    }
}
