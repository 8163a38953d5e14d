package io.firstfin.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.tools.attach.VirtualMachine;
import io.firstfin.launcher.Forks.Ended;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Comes and goes, again and again, and leaves nothing in a JVM that opens and closes connections. What the JVM
 * itself keeps of each time is measured by the trials of docs/reliability.md.
 */
class LifecycleIT {

    private static final int ROUNDS = 4;

    /** Enough for a slow machine to read the answer before the recording has ended itself. */
    private static final int LEASE_SECONDS = 5;

    /** JNA's library may wait to be unloaded, once. */
    private static final int MAPPED_FILES = 2;

    @TempDir
    private Path folder;

    static Stream<Path> jdks() {
        return Jdks.homes();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("jdks")
    void each_round_leaves_the_jvm_as_it_was(Path home) throws Exception {
        Forks forks = new Forks(folder);
        try (Victim victim = Victim.likeAnApplication(forks, home)) {
            String properties = withoutTheJdksOwn(victim.ask("properties"));
            Map<String, Integer> original = victim.classes();
            for (int round = 1; round <= ROUNDS; round++) {
                attach(forks, home, victim);
                boolean looksAtClasses = round == 1 || round == ROUNDS;
                if (looksAtClasses) {
                    assertThat(victim.classes()).as("woven").isNotEqualTo(original);
                }
                assertThat(victim.ask("bridge calls")).contains("connecting", "accepted", "closing");
                victim.ask("record");
                victim.worksOn();
                Path recording = folder.resolve("round-" + round + ".jfr");
                victim.ask("stop " + recording);
                LastWords words = LastWords.read(recording);
                System.out.println(home + ", round " + round + ": " + words);
                words.areThoseOfBothEnds();
                detach(forks, home, victim);

                assertThat(victim.ask("bridge calls")).as("calls of woven code").isEqualTo("[]");
                if (looksAtClasses) {
                    assertThat(victim.classes()).as("after detach").isEqualTo(original);
                }
                victim.becomes("threads", "[]");
                victim.becomes("isolated classes", "0");
                victim.worksOn();
                assertThat(victim.descriptorsOfDeletedFiles()).isEmpty();
            }
            assertThat(victim.mappedDeletedFiles())
                    .hasSizeLessThanOrEqualTo(MAPPED_FILES)
                    .noneMatch(file -> file.contains("/ffi"));
            assertThat(victim.ask("doors")).as("entries of the class path").isEqualTo("1");
            assertThat(withoutTheJdksOwn(victim.ask("properties"))).isEqualTo(properties);
            onlyTheJdkWarns(victim);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("jdks")
    void a_recording_that_nobody_ends_ends_itself_and_the_tracing_with_it(Path home) throws Exception {
        try (Victim victim = new Victim(new Forks(folder), home)) {
            Map<String, Integer> original = victim.classes();
            VirtualMachine jvm = VirtualMachine.attach(victim.pid());
            try {
                jvm.loadAgent(
                        Forks.JAR.toString(),
                        "command=record-start;id=1;template=firstfin-diagnose;lease=" + LEASE_SECONDS);
                assertThat(jvm.getAgentProperties().getProperty("io.firstfin.answer"))
                        .contains("outcome=ok", "recording=true");
                victim.worksOn();
                victim.becomes("threads", "[]");
                assertThat(jvm.getAgentProperties().getProperty("io.firstfin.answer"))
                        .contains("state=detached");
            } finally {
                jvm.detach();
            }
            assertThat(victim.ask("bridge calls")).isEqualTo("[]");
            victim.becomes("isolated classes", "0");
            victim.classesBecome(original);
            victim.worksOn();
            onlyTheJdkWarns(victim);
        }
    }

    /**
     * Set by JFR when it starts, by the JDK when it first needs a time zone, and by JNA's finalizer
     * once our loader is collected.
     */
    private static String withoutTheJdksOwn(String properties) {
        return properties.replaceAll("(jdk\\.jfr\\.repository|user\\.timezone|jna\\.loaded)=[^,}]*(, )?", "");
    }

    private static void attach(Forks forks, Path home, Victim victim) throws Exception {
        Ended ended = forks.firstfin(home, "attach", victim.pid());
        assertThat(ended.exit()).as(ended.toString()).isZero();
    }

    private static void detach(Forks forks, Path home, Victim victim) throws Exception {
        Ended ended = forks.firstfin(home, "detach", victim.pid());
        assertThat(ended.exit()).as(ended.toString()).isZero();
    }

    /** JDK 21 and later say that an agent was loaded; nothing else is said. */
    private static void onlyTheJdkWarns(Victim victim) throws IOException {
        List<String> said = victim.stderr();
        assertThat(said)
                .allMatch(line -> line.startsWith("WARNING: "))
                .noneMatch(line -> line.contains("Unsafe") || line.contains("native"));
    }
}
