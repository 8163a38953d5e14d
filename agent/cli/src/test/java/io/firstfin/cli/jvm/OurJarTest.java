package io.firstfin.cli.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.cli.victim.FakeJar;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OurJarTest {
    @TempDir
    Path proc;

    private JvmProcess process;

    @BeforeEach
    void makeProcess() throws Exception {
        Files.createDirectories(proc.resolve("10/fd"));
        process = new JvmProcess(new ProcFs(proc, 5), 10);
        command("java\0shop.Main\0");
    }

    @Test
    void a_jar_of_ours_is_known_by_its_manifest() throws Exception {
        opens(FakeJar.in(proc));
        assertThat(process.holdsOurJar()).isTrue();
    }

    @Test
    void a_jar_that_is_only_named_like_ours_is_another() throws Exception {
        opens(Files.writeString(proc.resolve("firstfin-client.jar"), "no jar at all"));
        assertThat(process.holdsOurJar()).isFalse();
    }

    @Test
    void a_command_line_of_ours_is_not_traced_by_having_it_open() throws Exception {
        opens(FakeJar.in(proc));
        command("java\0-jar\0/opt/firstfin.jar\0record\0001\0");
        assertThat(process.holdsOurJar()).isFalse();
    }

    private void opens(Path jar) throws Exception {
        Files.createSymbolicLink(proc.resolve("10/fd/4"), jar);
    }

    private void command(String line) throws Exception {
        Files.writeString(proc.resolve("10/cmdline"), line);
    }
}
