package io.firstfin.kernel.disk;

import static io.firstfin.testing.Property.forAll;
import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.testing.Choices;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MountsTest {
    private static final List<String> MOUNTS = List.of(
            "22 1 8:1 / / rw,relatime - ext4 /dev/sda1 rw",
            "30 22 0:5 / /tmp rw,nosuid,noexec - tmpfs tmpfs rw",
            "31 30 0:6 / /tmp/exec rw,nosuid - tmpfs tmpfs rw",
            "32 22 0:7 / /twice rw - tmpfs tmpfs rw",
            "33 22 0:8 / /twice rw,noexec - tmpfs tmpfs rw");

    @ParameterizedTest
    @CsvSource({
        "/tmp,true",
        "/tmp/x,true",
        "/tmpx,false",
        "/tmp/exec,false",
        "/tmp/exec/y,false",
        "/var/tmp,false",
        "/twice,true"
    })
    void the_nearest_and_newest_mount_tells_whether_a_library_can_be_loaded(String path, boolean noexec) {
        assertThat(Mounts.isNoexec(path, MOUNTS)).isEqualTo(noexec);
    }

    @Test
    void random_lines_forbid_nothing() {
        forAll(
                choices -> choices.list(0, 255, Choices::text),
                lines -> assertThat(Mounts.isNoexec("/tmp", lines)).isFalse());
    }

    @ParameterizedTest
    @CsvSource({"/tmp,true", "/tmp/x,true", "/tmpx,false", "/,false"})
    void so_it_tells_whether_its_files_are_in_memory(String path, boolean inMemory) {
        assertThat(Mounts.inMemory(path, MOUNTS)).isEqualTo(inMemory);
        assertThat(Mounts.inMemory(path, List.of())).isFalse();
    }
}
