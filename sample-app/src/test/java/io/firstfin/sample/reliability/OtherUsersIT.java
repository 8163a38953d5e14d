package io.firstfin.sample.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.sample.Jdk;
import io.firstfin.sample.ShippedCommandLine;
import io.firstfin.sample.ShippedCommandLine.Ended;
import io.firstfin.sample.reliability.WaitingMain.Listener;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The JVM is another user's: root may, and nobody else. */
@Execution(ExecutionMode.CONCURRENT)
class OtherUsersIT {
    @TempDir
    Path folder;

    @BeforeAll
    static void needsRoot() throws Exception {
        GuardedJvm.skipWithoutRoot(OtherUsersIT.class);
    }

    static Stream<Jdk> jdks() {
        return Trial.HOSTILE_PLACES.jdks();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("jdks")
    void root_traces_the_jvm_of_another_user_and_leaves_it_as_it_was(Jdk jdk) throws Exception {
        ShippedCommandLine firstfin = new ShippedCommandLine();
        try (GuardedJvm jvm = GuardedJvm.start(jdk, GuardedJvm.NOBODY, folder, Listener.HONEST)) {
            for (String command : List.of("attach", "status", "detach")) {
                Ended ended = firstfin.run(command, jvm.pid());
                assertThat(ended.code()).as(ended.toString()).isZero();
                assertThat(ended.err()).as(command).isEmpty();
            }
            Ended record = firstfin.run(
                    "record",
                    jvm.pid(),
                    "--duration",
                    "500ms",
                    "--output",
                    folder.resolve("out.jfr").toString());
            assertThat(record.code()).as(record.toString()).isZero();
            assertThat(jvm.said()).as("stdout is the application's alone").isEqualTo("started\n");
            try (Stream<Path> left = Files.list(jvm.tmp(""))) {
                assertThat(left.map(file -> file.getFileName().toString()))
                        .filteredOn(name -> name.contains("firstfin") || name.startsWith(".attach"))
                        .as("left in its /tmp, beside the jar")
                        .allMatch(name -> name.endsWith(".jar"));
            }
        }
        ReliabilityDocument.report(
                Trial.HOSTILE_PLACES,
                "root traces the JVM of another user",
                jdk,
                "attach, status, detach, record: done; nothing but the jar is left");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("jdks")
    void another_user_is_refused_by_the_jvm_of_root_in_one_line(Jdk jdk) throws Exception {
        try (GuardedJvm jvm = GuardedJvm.start(jdk, GuardedJvm.ROOT, folder, Listener.HONEST)) {
            List<String> ends = GuardedJvm.run(jdk, GuardedJvm.NOBODY, folder, CommandsOfAnotherUser.class, jvm.pid());
            String line = "firstfin: JVM " + jvm.pid() + " runs as uid 0 gid 0, we as uid 65534 gid"
                    + " 65534: run as that user or as root | ";
            assertThat(ends)
                    .containsExactly(
                            "list 0 ",
                            "attach 1 " + line,
                            "status 1 " + line,
                            "detach 1 " + line,
                            "doctor 1 " + line.replace("firstfin: ", "firstfin: FirstFin cannot work here: "),
                            "record 1 " + line);
            assertThat(jvm.said()).isEqualTo("started\n");
        }
        ReliabilityDocument.report(
                Trial.HOSTILE_PLACES,
                "another user tries the JVM of root",
                jdk,
                "attach, status, detach, record, doctor: refused in one line, exit code 1");
    }
}
