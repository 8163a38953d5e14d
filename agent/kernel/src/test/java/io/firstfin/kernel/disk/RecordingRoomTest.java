package io.firstfin.kernel.disk;

import static io.firstfin.testing.Property.forAll;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecordingRoomTest {
    private static final long MB = 1 << 20;

    @Test
    void a_recording_that_reaches_its_bound_and_its_copy_leave_the_reserve() {
        forAll(choices -> choices.between(112 * MB, 1L << 50), free -> {
            long most = RecordingRoom.bound(free, true) + RecordingRoom.CHUNK;
            assertThat(RecordingRoom.exhausted(free - most, most, true)).isFalse();
            assertThat(free - 2 * most).isGreaterThanOrEqualTo(RecordingRoom.RESERVE);
        });
    }

    @Test
    void whoever_may_start_need_not_end_at_once() {
        forAll(choices -> choices.between(RecordingRoom.TO_START, 1L << 50), free -> {
            assertThat(RecordingRoom.exhausted(free, 0, true)).isFalse();
            assertThat(RecordingRoom.bound(free, true)).isBetween(16 * MB, RecordingRoom.LARGEST);
        });
    }

    @Test
    void the_copy_counts_only_where_it_takes_the_same_room() {
        assertThat(RecordingRoom.exhausted(60 * MB, 40 * MB, true)).isTrue();
        assertThat(RecordingRoom.exhausted(60 * MB, 40 * MB, false)).isFalse();
        assertThat(RecordingRoom.exhausted(31 * MB, 0, false)).isTrue();
        assertThat(RecordingRoom.bound(200 * MB, false)).isGreaterThan(RecordingRoom.bound(200 * MB, true));
    }
}
