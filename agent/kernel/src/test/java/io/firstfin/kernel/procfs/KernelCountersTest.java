package io.firstfin.kernel.procfs;

import static io.firstfin.testing.Property.forAll;
import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.testing.Choices;
import java.lang.reflect.RecordComponent;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KernelCountersTest {
    @Test
    void recorded_files_give_every_counter() throws URISyntaxException {
        Path recorded = Path.of(getClass().getResource("net/snmp").toURI()).resolve("../..");

        KernelCounters counters = KernelCounters.read(recorded.normalize());

        assertThat(counters.activeOpens()).isEqualTo(3);
        assertThat(counters.passiveOpens()).isEqualTo(3);
        assertThat(counters.currEstab()).isEqualTo(4);
        assertThat(counters.timeWaitSockets()).isEqualTo(1);
        assertThat(counters.abortOnClose()).isZero();
        assertThat(counters.timeWaitOverflow()).isZero();
    }

    @Test
    void a_missing_file_leaves_its_counters_unknown(@TempDir Path nothing) {
        KernelCounters counters = KernelCounters.read(nothing);

        assertThat(counters.activeOpens()).isEqualTo(-1);
        assertThat(counters.timeWaitSockets()).isEqualTo(-1);
        assertThat(counters.listenDrops()).isEqualTo(-1);
    }

    @Test
    void this_kernel_tells_every_counter() throws ReflectiveOperationException {
        Assumptions.assumeTrue(Files.exists(Path.of("/proc/self/net/netstat")), "no /proc");
        KernelCounters counters = KernelCounters.read();

        for (RecordComponent counter : KernelCounters.class.getRecordComponents()) {
            assertThat((long) counter.getAccessor().invoke(counters))
                    .as(counter.getName())
                    .isNotNegative();
        }
    }

    @Test
    void random_lines_give_no_counters() {
        forAll(choices -> choices.list(0, 255, Choices::text), lines -> {
            assertThat(NamedCounters.ofTwoLines(lines, "TcpExt:")).isEmpty();
            assertThat(NamedCounters.ofPairs(lines, "TCP:")).isEmpty();
        });
    }
}
