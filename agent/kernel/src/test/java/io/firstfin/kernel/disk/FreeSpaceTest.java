package io.firstfin.kernel.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Percentage.withPercentage;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FreeSpaceTest {
    @TempDir
    Path folder;

    @Test
    void a_folder_that_is_not_there_yet_has_the_room_of_the_one_above() {
        assertThat(FreeSpace.of(folder.resolve("not/there")))
                .isPositive()
                .isCloseTo(FreeSpace.of(folder), withPercentage(5));
    }

    @Test
    void a_probe_leaves_nothing() throws IOException {
        FreeSpace.probe(folder, 100_000);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void a_probe_says_why_nothing_can_be_written() {
        assertThatThrownBy(() -> FreeSpace.probe(Path.of("/proc"), 1)).isInstanceOf(IOException.class);
    }
}
