package io.firstfin.kernel.sysctl;

import static io.firstfin.testing.Property.forAll;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.firstfin.testing.Choices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KernelSettingsTest {
    @TempDir
    private Path root;

    @Test
    void the_ephemeral_ports_are_the_range_less_the_reserved_ones_in_it() throws IOException {
        write("net/ipv4/ip_local_port_range", "32768\t60999\n");
        write("net/ipv4/ip_local_reserved_ports", "8080,32768-32777,60999,61000-61010\n");

        KernelSettings settings = read();

        assertThat(settings.firstPort()).isEqualTo(32768);
        assertThat(settings.lastPort()).isEqualTo(60999);
        assertThat(settings.reservedPorts()).isEqualTo("8080,32768-32777,60999,61000-61010");
        assertThat(settings.ephemeralPorts()).isEqualTo(28_232 - 11);
    }

    @Test
    void without_reserved_ports_the_whole_range_is_left() throws IOException {
        write("net/ipv4/ip_local_port_range", "32768\t60999\n");
        write("net/ipv4/ip_local_reserved_ports", "\n");

        assertThat(read().ephemeralPorts()).isEqualTo(28_232);
        assertThat(read().reservedPorts()).isEmpty();
    }

    @Test
    void each_setting_is_read_from_its_own_file() throws IOException {
        write("kernel/osrelease", "6.18.0\n");
        write("net/ipv4/tcp_tw_reuse", "2\n");
        write("net/ipv4/tcp_tw_reuse_delay", "1000\n");
        write("net/ipv4/tcp_timestamps", "1\n");
        write("net/ipv4/tcp_max_tw_buckets", "65536\n");
        write("net/ipv4/tcp_fin_timeout", "60\n");
        write("net/ipv4/tcp_max_orphans", "16384\n");
        write("net/ipv4/tcp_retries2", "15\n");
        write("net/ipv4/tcp_abort_on_overflow", "0\n");
        write("net/core/somaxconn", "4096\n");

        assertThat(read())
                .isEqualTo(new KernelSettings(
                        "6.18.0", null, -1, -1, null, -1, 2, 1000, 1, 65536, 60, 16384, 15, 0, 4096));
    }

    @Test
    void what_the_kernel_does_not_tell_is_unknown() {
        assertThat(read())
                .isEqualTo(new KernelSettings(null, null, -1, -1, null, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1));
    }

    @Test
    void this_kernel_tells_its_ports_and_namespace() throws IOException {
        Assumptions.assumeTrue(Files.exists(Path.of("/proc/sys/net/ipv4")), "no /proc/sys/net");
        KernelSettings settings = KernelSettings.read();

        assertThat(settings.ephemeralPorts()).isPositive();
        assertThat(settings.networkNamespace()).matches("net:\\[\\d+\\]");
        assertThat(settings.finTimeout())
                .as("all its digits")
                .isEqualTo(Long.parseLong(Files.readAllLines(Path.of("/proc/sys/net/ipv4/tcp_fin_timeout"))
                        .get(0)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "80|1",
                "80,81|2",
                "80-89|10",
                "80-80|1",
                "90-80|0",
                "x|0",
                "-|0",
                "70000|0",
                "1-70000|0",
                "''|0",
                "80,,81|2",
                "80,80-81|2"
            })
    void a_list_of_ranges_counts_its_ports_once(String text, int count) {
        assertThat(PortRanges.parse(text).countWithin(0, 65_535)).isEqualTo(count);
    }

    @Test
    void random_text_is_some_set_of_ports() {
        forAll(
                Choices::text,
                text -> assertThatCode(() -> PortRanges.parse(text)).doesNotThrowAnyException());
    }

    private KernelSettings read() {
        return KernelSettings.read(root, root.resolve("ns"));
    }

    private void write(String name, String value) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, value);
    }
}
