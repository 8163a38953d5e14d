package io.firstfin.cli.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The answers are those of JDK 17 and 25, as they print them. */
class MemoryRoomTest {
    private static final long MB = 1024 * 1024;
    private static final String NO_LIMIT = """
            Usage:
              Non-class:      5.18 MB used.
                  Class:    413.30 KB used.
                   Both:      5.58 MB used.

            Virtual space:
              Non-class space:       64.00 MB reserved,       5.31 MB (  8%) committed,  1 nodes.
                  Class space:        1.00 GB reserved,     448.00 KB ( <1%) committed,  1 nodes.
                         Both:        1.06 GB reserved,       5.75 MB ( <1%) committed.

            MaxMetaspaceSize: unlimited
            CompressedClassSpaceSize: 1.00 GB
            """;
    private static final String SMALL = """
            Usage:
              Non-class:      4.00 MB used.
                  Class:    312.00 KB used.
                   Both:      4.30 MB used.

            Virtual space:
              Non-class space:        8.00 MB reserved,       4.00 MB ( 50%) committed,  1 nodes.
                  Class space:        2.00 MB reserved,     512.00 KB ( 25%) committed,  1 nodes.
                         Both:       10.00 MB reserved,       4.50 MB ( 45%) committed.

            MaxMetaspaceSize: 14.00 MB
            CompressedClassSpaceSize: 2.00 MB
            """;

    /** 4,900 small class loaders, each with a part of its own: an OutOfMemoryError has been thrown. */
    private static final String USED_UP = """
            Usage:
              Non-class:     20.51 MB used.
                  Class:      3.90 MB used.
                   Both:     24.41 MB used.

            Virtual space:
              Non-class space:       64.00 MB reserved,      33.12 MB ( 52%) committed,  5 nodes.
                  Class space:       32.00 MB reserved,       6.88 MB ( 21%) committed,  1 nodes.
                         Both:       96.00 MB reserved,      40.00 MB ( 42%) committed.

            MaxMetaspaceSize: 40.00 MB
            CompressedClassSpaceSize: 32.00 MB
            """;

    private static final String WITHOUT_CLASS_SPACE = """
            Usage:
               10.57 MB used.

            Virtual space:
                 64.00 MB reserved,      10.62 MB ( 17%) committed,  1 nodes.

            MaxMetaspaceSize: 40.00 MB
            No class space
            """;

    static Stream<Arguments> heaps() {
        return Stream.of(
                Arguments.of("Serial, 17", 32, 1226 + 1024, """
                         def new generation   total 9792K, used 1226K [0x00, 0x00, 0x00)
                          eden space 8704K,  14% used [0x00, 0x00, 0x00)
                         tenured generation   total 21888K, used 1024K [0x00, 0x00, 0x00)
                           the space 21888K,   0% used [0x00, 0x00, 0x00, 0x00)
                         Metaspace       used 124K, committed 320K, reserved 81920K
                          class space    used 3K, committed 128K, reserved 16384K
                        """),
                Arguments.of("G1, 17", 64, 1193, """
                         garbage-first heap   total 65536K, used 1193K [0x00, 0x00)
                          region size 1024K, 1 young (1024K), 0 survivors (0K)
                         Metaspace       used 77K, committed 320K, reserved 1114112K
                        """),
                Arguments.of("G1, 25", 64, 2190, """
                        garbage-first heap   total reserved 65536K, committed 65536K, used 2190K [0x0)
                         region size 1024K, 1 young (1024K), 0 survivors (0K)
                        """),
                Arguments.of("Parallel", 64, 1310 + 1166, """
                        PSYoungGen      total 18944K, used 1310K [0x00, 0x00, 0x00)
                         eden space 16384K, 8% used [0x00,0x00,0x00)
                        ParOldGen       total 44032K, used 1166K [0x00, 0x00, 0x00)
                        """),
                Arguments.of("Z", 64, 2048, """
                         ZHeap           used 2M, capacity 64M, max capacity 64M
                         Metaspace       used 127K, committed 320K, reserved 1114112K
                        """),
                Arguments.of("Shenandoah", 64, 2048, """
                        Shenandoah Heap
                         65536K max, 65536K soft max, 65536K committed, 2048K used
                         256 x 256 K regions
                        """));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("heaps")
    void each_collector_tells_what_is_left(String name, int megabytes, long usedKb, String info) {
        MemoryRoom room = MemoryRoom.of(NO_LIMIT, info, "-XX:MaxHeapSize=" + megabytes * MB);

        assertThat(room.heap()).isEqualTo(megabytes * MB - usedKb * 1024);
        assertThat(room.refusal(false)).isEmpty();
    }

    @Test
    void a_small_metaspace_is_refused_with_what_to_do() {
        MemoryRoom room = MemoryRoom.of(SMALL, "", "");

        assertThat(room.metaspace()).isEqualTo((long) (9.5 * MB));
        assertThat(room.refusal(false))
                .contains("it has only 9.5 MB of metaspace left, and tracing"
                        + " it takes up to 14 MB, without which the application would meet an"
                        + " OutOfMemoryError: give it more with -XX:MaxMetaspaceSize");
    }

    @Test
    void what_is_committed_counts_and_not_what_of_it_is_used() {
        MemoryRoom room = MemoryRoom.of(USED_UP, "", "");

        assertThat(room.metaspace()).isZero();
        assertThat(room.metaspaceIsUsedUp()).isTrue();
        assertThat(MemoryRoom.of(SMALL, "", "").metaspaceIsUsedUp()).isFalse();
    }

    @Test
    void a_jvm_without_a_space_of_its_own_for_classes_has_a_limit_too() {
        MemoryRoom room = MemoryRoom.of(WITHOUT_CLASS_SPACE, "", "");

        assertThat(room.metaspace()).isEqualTo((long) (40 * MB) - (long) (10.62 * MB));
        assertThat(room.classSpace()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void who_is_attached_to_needs_less() {
        assertThat(MemoryRoom.of(SMALL, "", "").refusal(true)).isEmpty();
    }

    @Test
    void a_full_class_space_is_refused() {
        assertThat(new MemoryRoom(Long.MAX_VALUE, 2 * MB, Long.MAX_VALUE)
                        .refusal(false)
                        .get())
                .contains("2.0 MB of class space left", "-XX:CompressedClassSpaceSize");
    }

    @Test
    void a_full_heap_is_refused() {
        assertThat(new MemoryRoom(Long.MAX_VALUE, Long.MAX_VALUE, 3 * MB)
                        .refusal(true)
                        .get())
                .contains("3.0 MB of heap left", "-Xmx", "GC.run");
    }

    @Test
    void what_a_jvm_does_not_tell_is_no_reason_to_refuse() {
        assertThat(MemoryRoom.of("?", "?", "?").refusal(false)).isEmpty();
    }
}
