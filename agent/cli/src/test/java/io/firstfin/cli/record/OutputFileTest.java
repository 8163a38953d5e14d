package io.firstfin.cli.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.firstfin.cli.message.Failure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFileTest {
    private static final int NOBODY = 65_534;

    @TempDir
    Path folder;

    @Test
    void a_link_of_ones_own_is_followed() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "before");
        Path link = Files.createSymbolicLink(folder.resolve("link"), file.getFileName());

        write(link);

        assertThat(file).hasContent("after");
        assertThat(link).isSymbolicLink();
    }

    @Test
    void a_link_that_leads_nowhere_is_replaced_itself() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("missing"));

        write(link);

        assertThat(link).isRegularFile().hasContent("after");
        assertThat(folder.resolve("missing")).doesNotExist();
    }

    @Test
    void a_link_of_another_user_is_refused_and_so_is_one_that_leads_to_it() throws IOException {
        assumeTrue(
                (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid") == 0, "only root can give a link away");
        Path file = Files.writeString(folder.resolve("file"), "before");
        Path theirs = Files.createSymbolicLink(folder.resolve("theirs"), file);
        Files.setAttribute(theirs, "unix:uid", NOBODY, LinkOption.NOFOLLOW_LINKS);
        Path ours = Files.createSymbolicLink(folder.resolve("ours"), theirs.getFileName());

        for (Path link : new Path[] {theirs, ours}) {
            assertThatThrownBy(() -> write(link))
                    .isInstanceOf(Failure.class)
                    .hasMessage(link + " is a symbolic link of another user (uid 65534), which could lead"
                            + " anywhere: name another file, or remove it");
        }

        assertThat(file).hasContent("before");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).hasSize(3);
        }
    }

    private static void write(Path path) throws IOException {
        try (OutputFile output = OutputFile.reserve(path, true)) {
            output.commit(new ByteArrayInputStream("after".getBytes(StandardCharsets.UTF_8)));
        }
    }
}
