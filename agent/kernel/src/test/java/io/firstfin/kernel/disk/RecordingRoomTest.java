package io.firstfin.kernel.disk;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class RecordingRoomTest {
    private static final long MB = 1 << 20;

    @Property
    void a_recording_that_reaches_its_bound_and_its_copy_leave_the_reserve(
            @ForAll @LongRange(min = 112 * MB, max = 1L << 50) long free) {
        long most = RecordingRoom.bound(free, true) + RecordingRoom.CHUNK;
        assertThat(RecordingRoom.exhausted(free - most, most, true)).isFalse();
        assertThat(free - 2 * most).isGreaterThanOrEqualTo(RecordingRoom.RESERVE);
    }

    @Property
    void whoever_may_start_need_not_end_at_once(
            @ForAll @LongRange(min = RecordingRoom.TO_START, max = 1L << 50) long free) {
        assertThat(RecordingRoom.exhausted(free, 0, true)).isFalse();
        assertThat(RecordingRoom.bound(free, true)).isBetween(16 * MB, RecordingRoom.LARGEST);
    }

    @Test
    void the_copy_counts_only_where_it_takes_the_same_room() {
        assertThat(RecordingRoom.exhausted(60 * MB, 40 * MB, true)).isTrue();
        assertThat(RecordingRoom.exhausted(60 * MB, 40 * MB, false)).isFalse();
        assertThat(RecordingRoom.exhausted(31 * MB, 0, false)).isTrue();
        assertThat(RecordingRoom.bound(200 * MB, false)).isGreaterThan(RecordingRoom.bound(200 * MB, true));
    }
}
