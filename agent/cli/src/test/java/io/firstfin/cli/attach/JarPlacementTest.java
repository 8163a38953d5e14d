package io.firstfin.cli.attach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JarPlacementTest {
    private static final String NAME = "firstfin-1.2-0163f1eea789.jar";

    @TempDir
    Path folder;

    private Path root;
    private JarPlacement placement;
    private int uid;

    @BeforeEach
    void makeRoot() throws IOException {
        root = Files.createDirectory(folder.resolve("root"));
        Files.createDirectory(root.resolve("tmp"));
        placement = new JarPlacement(Files.writeString(folder.resolve("a.jar"), "jar"), "1.2");
        uid = FileAccess.owner(root);
    }

    @Test
    void the_name_says_version_and_content_and_anybody_may_read_the_copy() throws IOException {
        assertThat(placement.place(root, uid)).isEqualTo("/tmp/" + NAME);
        Path copy = root.resolve("tmp").resolve(NAME);
        assertThat(copy).hasContent("jar");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(copy)))
                .isEqualTo("rw-r--r--");
    }

    @Test
    void a_second_attach_finds_the_first_ones_copy_and_leaves_nothing_else() throws IOException {
        assertThat(placement.place(root, uid)).isEqualTo(placement.place(root, uid));
        assertThat(inTemp()).containsExactly(root.resolve("tmp").resolve(NAME));
    }

    @Test
    void another_file_of_that_name_is_never_loaded() throws IOException {
        Files.writeString(root.resolve("tmp").resolve(NAME), "evil");
        assertThatThrownBy(() -> placement.place(root, uid))
                .hasMessage("/tmp/" + NAME + " is there already but is not our copy; remove it");
    }

    @Test
    void a_link_of_that_name_is_never_followed() throws IOException {
        Files.createSymbolicLink(root.resolve("tmp").resolve(NAME), folder.resolve("a.jar"));
        assertThatThrownBy(() -> placement.place(root, uid)).hasMessageContaining("not our copy");
    }

    @Test
    void a_linked_tmp_is_refused() throws IOException {
        Files.delete(root.resolve("tmp"));
        Files.createSymbolicLink(root.resolve("tmp"), folder);
        assertThatThrownBy(() -> placement.place(root, uid)).hasMessageContaining("symbolic link");
    }

    @Test
    void a_file_in_a_private_folder_is_not_readable_for_others() throws IOException {
        Path secret = Files.createDirectory(
                folder.resolve("secret"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path file = Files.writeString(secret.resolve("f"), "x");
        assertThat(FileAccess.readable(file, uid + 1, 99_999)).isFalse();
        assertThat(FileAccess.readable(Path.of("/bin/sh").toRealPath(), 4711, 4711))
                .isTrue();
    }

    private List<Path> inTemp() throws IOException {
        try (Stream<Path> files = Files.list(root.resolve("tmp"))) {
            return files.toList();
        }
    }
}
