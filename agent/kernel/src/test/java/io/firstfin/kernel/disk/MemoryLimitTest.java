package io.firstfin.kernel.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryLimitTest {
    @TempDir
    Path folder;

    @Test
    void a_container_sees_its_own_limit_at_the_top() throws IOException {
        write("process/cgroup", "0::/");
        write("groups/memory.max", "536870912");
        write("groups/memory.current", "500000000");
        write("groups/memory.stat", "anon 1\ninactive_file 100000000\n");
        assertThat(left()).isEqualTo(136_870_912);
    }

    @Test
    void from_outside_the_least_along_the_way_counts() throws IOException {
        write("process/cgroup", "0::/pods/one");
        write("groups/pods/one/memory.max", "max");
        write("groups/pods/one/memory.current", "5");
        write("groups/pods/memory.max", "1000");
        write("groups/pods/memory.current", "900");
        assertThat(left()).isEqualTo(100);
    }

    @Test
    void version_1_has_a_hierarchy_of_its_own_for_memory() throws IOException {
        write("process/cgroup", "5:cpu:/x\n4:memory:/docker/2f0e\n0::/");
        write("groups/memory/docker/2f0e/memory.limit_in_bytes", "1000");
        write("groups/memory/docker/2f0e/memory.usage_in_bytes", "1200");
        write("groups/memory/memory.limit_in_bytes", "9223372036854771712");
        write("groups/memory/memory.usage_in_bytes", "77");
        assertThat(left()).isZero();
    }

    @Test
    void without_control_groups_there_is_no_limit() {
        assertThat(left()).isEqualTo(MemoryLimit.NONE);
    }

    private long left() {
        return new MemoryLimit(folder.resolve("groups")).left(folder.resolve("process"));
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text + "\n");
    }
}
