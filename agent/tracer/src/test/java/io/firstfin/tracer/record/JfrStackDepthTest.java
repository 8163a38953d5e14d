package io.firstfin.tracer.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class JfrStackDepthTest {

    @Test
    void without_an_option_jfr_starts_with_64_frames() {
        assertThat(JfrStackDepth.atStart(List.of("-Xmx1g", "-XX:StartFlightRecording")))
                .isEqualTo(64);
        assertThat(JfrStackDepth.atStart(List.of("-XX:FlightRecorderOptions=memorysize=20m")))
                .isEqualTo(64);
    }

    @Test
    void the_option_may_stand_among_others_and_the_last_one_counts() {
        assertThat(JfrStackDepth.atStart(List.of(
                        "-XX:FlightRecorderOptions=stackdepth=128",
                        "-XX:FlightRecorderOptions:memorysize=20m,stackdepth=256," + "samplethreads=true")))
                .isEqualTo(256);
    }
}
