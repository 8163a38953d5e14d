package io.firstfin.sample.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.sample.Jdk;
import io.firstfin.sample.ShippedCommandLine;
import io.firstfin.sample.ShippedCommandLine.Ended;
import io.firstfin.sample.reliability.WaitingMain.Listener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * In a folder that everybody may write to, another user has planted links and files of the names that
 * FirstFin uses there: root's own files stay as they are, and the JVM prints nothing.
 */
@Execution(ExecutionMode.CONCURRENT)
class PlantedLinksIT {
    private static final String SECRET = "root's own";

    @TempDir
    Path folder;

    @BeforeAll
    static void needsRoot() throws Exception {
        GuardedJvm.skipWithoutRoot(PlantedLinksIT.class);
    }

    static Stream<Jdk> jdks() {
        return Trial.HOSTILE_PLACES.jdks();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("jdks")
    void an_output_that_is_a_link_of_another_user_is_not_written_through(Jdk jdk) throws Exception {
        ShippedCommandLine firstfin = new ShippedCommandLine();
        Path secret = Files.writeString(folder.resolve("secret"), SECRET);
        Path shared = Files.createDirectory(folder.resolve("shared"));
        Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxrwxrwx"));
        String recording = folder.resolve("recording.jfr").toString();
        try (GuardedJvm jvm = GuardedJvm.start(jdk, GuardedJvm.ROOT, folder, Listener.HONEST)) {
            String pid = jvm.pid();
            Ended record = firstfin.run("record", pid, "--duration", "500ms", "--output", recording);
            assertThat(record.code()).as(record.toString()).isZero();
            String link = planted(shared.resolve("out"), secret).toString();
            planted(shared.resolve("firstfin.jfc"), secret);

            for (List<String> command : List.of(
                    List.of("report", recording, "--html", link),
                    List.of("report", recording, "--json", link),
                    List.of("record", pid, "--duration", "500ms", "--html", link),
                    List.of("record", pid, "--duration", "500ms", "--force", "--output", link),
                    List.of("templates", "--force", "--output", shared.toString()))) {
                Ended ended = firstfin.run(command.toArray(new String[0]));
                refuses(ended, "is a symbolic link of another user (uid 65534)");
            }
            assertThat(Files.readString(secret)).isEqualTo(SECRET);
            assertThat(jvm.said()).isEqualTo("started\n");
        }
        ReliabilityDocument.report(
                Trial.HOSTILE_PLACES,
                "outputs of root that are links of another user to root's file",
                jdk,
                "report, record, templates: refused in one line, the file is as it was");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("jdks")
    void what_is_planted_where_a_jvm_is_attached_to_is_named_and_not_used(Jdk jdk) throws Exception {
        ShippedCommandLine firstfin = new ShippedCommandLine();
        Path secret = Files.writeString(folder.resolve("secret"), SECRET);
        try (GuardedJvm jvm = GuardedJvm.start(jdk, GuardedJvm.ROOT, folder, Listener.HONEST)) {
            Path trigger = jvm.tmp(".attach_pid" + jvm.pid());
            Path socket = jvm.tmp(".java_pid" + jvm.pid());

            refuses(attach(firstfin, jvm, planted(trigger, secret)), "is a symbolic link");
            refuses(attach(firstfin, jvm, planted(trigger, folder.resolve("nothing"))), "is a symbolic link");
            refuses(
                    attach(firstfin, jvm, given(Files.createFile(trigger))),
                    "belongs to uid 65534 and not to the JVM's user");
            refuses(attach(firstfin, jvm, planted(socket, secret)), "is a symbolic link");
            refuses(
                    attach(firstfin, jvm, given(Files.createFile(socket))),
                    "belongs to uid 65534 and not to the JVM's user");
            assertThat(jvm.said()).as("no thread dump").isEqualTo("started\n");

            succeeds(firstfin.run("attach", jvm.pid()));
            succeeds(firstfin.run("detach", jvm.pid()));
            Path jar = jar(jvm);
            Files.delete(jar);
            refuses(attach(firstfin, jvm, planted(jar, secret)), "is not our copy; remove it");
            refuses(attach(firstfin, jvm, given(Files.createFile(jar))), "is not our copy; remove it");
            assertThat(Files.readString(secret)).isEqualTo(SECRET);
            succeeds(firstfin.run("attach", jvm.pid()));
            succeeds(firstfin.run("detach", jvm.pid()));
        }
        ReliabilityDocument.report(
                Trial.HOSTILE_PLACES,
                "another user's links and files of the names that attaching uses",
                jdk,
                "7 plants: each refused in one line; the JVM prints no thread dump");
    }

    /** Takes away again what was planted. */
    private static Ended attach(ShippedCommandLine firstfin, GuardedJvm jvm, Path planted) throws Exception {
        try {
            return firstfin.run("attach", jvm.pid());
        } finally {
            Files.delete(planted);
        }
    }

    private static void refuses(Ended ended, String why) {
        assertThat(ended.code()).as(ended.toString()).isEqualTo(1);
        assertThat(ended.err().lines())
                .filteredOn(line -> line.startsWith("firstfin: "))
                .singleElement()
                .asString()
                .contains(why);
        assertThat(ended.err()).doesNotContain("please report it", "\tat ");
    }

    private static void succeeds(Ended ended) {
        assertThat(ended.code()).as(ended.toString()).isZero();
    }

    private static Path jar(GuardedJvm jvm) throws IOException {
        try (Stream<Path> files = Files.list(jvm.tmp(""))) {
            return files.filter(file -> file.getFileName().toString().matches("firstfin-.*\\.jar"))
                    .findAny()
                    .orElseThrow(() -> new AssertionError("no copy of the jar"));
        }
    }

    private static Path planted(Path link, Path target) throws IOException {
        return given(Files.createSymbolicLink(link, target));
    }

    private static Path given(Path file) throws IOException {
        Files.setAttribute(file, "unix:uid", GuardedJvm.NOBODY, LinkOption.NOFOLLOW_LINKS);
        return file;
    }
}
