package io.firstfin.kernel.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JfrFolderTest {
    private static final Map<String, String> TEMP = Map.of("java.io.tmpdir", "/data/tmp");

    @Test
    void a_jfr_that_runs_says_where_it_writes() {
        Map<String, String> running =
                Map.of("java.io.tmpdir", "/data/tmp", "jdk.jfr.repository", "/data/jfr/2026_11_21_06_10_42_19800");
        assertThat(JfrFolder.of(running::get, List.of("-XX:FlightRecorderOptions:repository=/a")))
                .isEqualTo("/data/jfr/2026_11_21_06_10_42_19800");
    }

    @Test
    void before_that_the_last_option_decides() {
        assertThat(JfrFolder.of(
                        TEMP::get,
                        List.of(
                                "-XX:FlightRecorderOptions=repository=/a",
                                "-XX:FlightRecorderOptions:stackdepth=64,repository=/b,samplethreads=true")))
                .isEqualTo("/b");
    }

    @Test
    void without_one_it_is_the_temporary_directory() {
        assertThat(JfrFolder.of(TEMP::get, List.of("-Xmx1g", "-XX:FlightRecorderOptions:stackdepth=64")))
                .isEqualTo("/data/tmp");
        assertThat(JfrFolder.of(name -> null, List.of())).isEqualTo("/tmp");
    }
}
