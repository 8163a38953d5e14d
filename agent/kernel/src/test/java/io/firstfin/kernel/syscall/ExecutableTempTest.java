package io.firstfin.kernel.syscall;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExecutableTempTest {
    private static final List<String> MOUNTS = List.of(
            "22 1 8:1 / / rw,relatime - ext4 /dev/sda1 rw",
            "30 22 0:5 / /tmp rw,nosuid,noexec - tmpfs tmpfs rw",
            "31 30 0:6 / /tmp/exec rw,nosuid - tmpfs tmpfs rw",
            "32 22 0:7 / /twice rw - tmpfs tmpfs rw",
            "33 22 0:8 / /twice rw,noexec - tmpfs tmpfs rw");

    @ParameterizedTest
    @CsvSource({"/tmp,true", "/tmp/x,true", "/tmpx,false", "/tmp/exec,false", "/tmp/exec/y,false",
        "/var/tmp,false", "/twice,true"})
    void the_nearest_and_newest_mount_tells_whether_a_library_can_be_loaded(String path,
            boolean noexec) {
        assertThat(ExecutableTemp.isNoexec(path, MOUNTS)).isEqualTo(noexec);
    }

    @Property
    void random_lines_forbid_nothing(@ForAll List<String> lines) {
        assertThat(ExecutableTemp.isNoexec("/tmp", lines)).isFalse();
    }
}
