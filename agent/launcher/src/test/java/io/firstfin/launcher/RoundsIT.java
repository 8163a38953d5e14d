package io.firstfin.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.tools.attach.VirtualMachine;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Attach and detach, again and again, in a JVM whose sockets, HTTP server and HTTP clients are busy: what the
 * JVM keeps of a round is bounded.
 */
class RoundsIT {

    private static final int ROUNDS = 15;

    /** Rounds after which nothing is new any more to the JVM. */
    private static final int WARM = 5;

    /**
     * Lambdas of the woven JDK classes, which the JVM makes anew after each redefinition and keeps as long as
     * the class's loader.
     */
    private static final int CLASSES_A_ROUND = 25;

    /** Those classes, and on JDK 25 more of what came free in pieces, until there are enough to fill again. */
    private static final long METASPACE_A_ROUND = 1_000 * 1024;

    @TempDir private Path folder;

    static Stream<Path> jdks() {
        return Jdks.homes();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("jdks")
    void the_jvm_keeps_little_of_a_round(Path home) throws Exception {
        try (Victim victim = new Victim(new Forks(folder), home)) {
            victim.ask("http");
            // brings the probe, which counts classes
            victim.classes();
            long classes = 0;
            long metaspace = 0;
            VirtualMachine jvm = VirtualMachine.attach(victim.pid());
            try {
                for (int round = 1; round <= ROUNDS; round++) {
                    answers(jvm, "attach", round, "state=attached");
                    answersRequests(victim);
                    answers(jvm, "detach", round, "state=detached");
                    answersRequests(victim);
                    if (round == WARM) {
                        victim.becomes("isolated classes", "0");
                        classes = victim.askNumber("classes there");
                        metaspace = victim.askNumber("metaspace");
                    }
                }
            } finally {
                jvm.detach();
            }
            victim.becomes("isolated classes", "0");
            double perRound = 1.0 / (ROUNDS - WARM);
            double moreClasses = (victim.askNumber("classes there") - classes) * perRound;
            double moreMetaspace = (victim.askNumber("metaspace") - metaspace) * perRound;
            System.out.printf(
                    "%s, a round of attach and detach: %.1f classes, %.0f KB of metaspace%n",
                    home, moreClasses, moreMetaspace / 1024);
            assertThat(moreClasses).isLessThan(CLASSES_A_ROUND);
            assertThat(moreMetaspace).isLessThan(METASPACE_A_ROUND);
            assertThat(victim.ask("failures")).isEqualTo("0");
            assertThat(victim.ask("http failures")).isEqualTo("0");
        }
    }

    private static void answers(VirtualMachine jvm, String command, int round, String state)
            throws Exception {
        jvm.loadAgent(Forks.JAR.toString(), "command=" + command + ";id=" + round);
        assertThat(jvm.getAgentProperties().getProperty("io.firstfin.answer"))
                .contains("outcome=ok", state);
    }

    /** Its code is woven, or no longer, when it has run. */
    private static void answersRequests(Victim victim) throws Exception {
        victim.worksOn();
        long before = victim.askNumber("http rounds");
        while (victim.askNumber("http rounds") < before + 3) {
            Thread.sleep(10);
        }
    }
}
