package io.firstfin.sample.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.sample.AgentCommand;
import io.firstfin.sample.Jdk;
import io.firstfin.sample.Namespace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What FirstFin keeps of each open socket is little, and is given back. */
@Execution(ExecutionMode.CONCURRENT)
class OpenSocketsIT {
    private static final int WANTED = ReliabilityDocument.LONG ? 100_000 : 2_000;
    /** Descriptors that the JVM needs for itself. */
    private static final int OTHERS = 500;

    private static final int BYTES_A_SOCKET = 600;
    /** FirstFin itself, however many sockets there were. */
    private static final int KB_WITHOUT_SOCKETS = 8_192;

    private static final int KB_THAT_STAY = 256;

    @TempDir
    Path folder;

    static Stream<Jdk> jdks() {
        return Trial.OPEN_SOCKETS.jdks();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("jdks")
    void each_takes_little_heap_and_detach_gives_it_back(Jdk jdk) throws Exception {
        List<String> raised = raised();
        int sockets = possible(raised);
        Namespace namespace = new Namespace(32_768, 60_999);
        try (TrialJvm jvm = TrialJvm.start(
                jdk,
                folder,
                namespace,
                raised,
                OpenSockets.class,
                List.of("-Xmx512m", "-XX:SoftRefLRUPolicyMSPerMB=0"))) {
            // the JVM keeps something of the first attach, whatever there is to trace
            open(jvm, 2);
            AgentCommand.run(jvm.pid(), "attach");
            AgentCommand.run(jvm.pid(), "detach");
            assertThat(Footprint.withoutFirstFin(jvm))
                    .as("FirstFin's class loader is gone")
                    .isPresent();
            int none = Footprint.atRest(jvm).heap();
            open(jvm, sockets);
            int untraced = Footprint.of(jvm).heap();

            AgentCommand.run(jvm.pid(), "attach");
            int older = Footprint.of(jvm).heap();
            jvm.ask("close all");
            int fixed = Footprint.atRest(jvm).heap() - none;
            open(jvm, sockets);
            int later = Footprint.of(jvm).heap();
            AgentCommand.run(jvm.pid(), "detach");
            assertThat(Footprint.withoutFirstFin(jvm))
                    .as("FirstFin's class loader is gone")
                    .isPresent();
            int left = Footprint.atRest(jvm).heap() - untraced;
            jvm.end();

            long bytesOlder = each(older - untraced - fixed, sockets);
            long bytesLater = each(later - untraced - fixed, sockets);
            String result = String.format(
                    Locale.ROOT,
                    "%,d sockets of %,d bytes of heap each without"
                            + " FirstFin; with it %+,d bytes if it was open before, %+,d if opened later; %,d KB once"
                            + " they are closed; %+,d KB after detach while they are open",
                    sockets,
                    each(untraced - none, sockets),
                    bytesOlder,
                    bytesLater,
                    fixed,
                    left);
            assertThat(bytesOlder).as(result).isLessThan(BYTES_A_SOCKET);
            assertThat(bytesLater).as(result).isLessThan(BYTES_A_SOCKET);
            assertThat(fixed).as(result).isLessThan(KB_WITHOUT_SOCKETS);
            assertThat(left).as(result).isLessThan(KB_THAT_STAY);
            ReliabilityDocument.report(Trial.OPEN_SOCKETS, "both ends in one JVM", jdk, result);
        }
    }

    private static void open(TrialJvm jvm, int sockets) throws Exception {
        assertThat(jvm.askNumber("open " + sockets)).isEqualTo(sockets);
    }

    private static long each(int kilobytes, int sockets) {
        return kilobytes * 1024L / sockets;
    }

    /** How many sockets there can be; a JVM raises its limit of descriptors to the hard one by itself. */
    private static int possible(List<String> raised) throws Exception {
        long limit = hardLimit(raised).orElseThrow();
        if (limit - OTHERS >= WANTED) {
            return WANTED;
        }
        int fewer = (int) (limit - OTHERS) / 2 * 2;
        System.out.printf(
                Locale.ROOT,
                "OpenSocketsIT opens fewer than %,d sockets: the hard limit is %,d"
                        + " descriptors (ulimit -Hn), and this user may not raise it%n",
                WANTED,
                limit);
        if (fewer < 200) {
            Assumptions.abort("too few descriptors");
        }
        return fewer;
    }

    /** What starts a program with a higher limit; nothing where that is not needed, or not allowed. */
    private static List<String> raised() throws Exception {
        List<String> prefix = List.of("prlimit", "--nofile=" + (WANTED + OTHERS));
        boolean enough = hardLimit(List.of()).orElseThrow() >= WANTED + OTHERS;
        return enough || hardLimit(prefix).isEmpty() ? List.of() : prefix;
    }

    /** That of a program started so; empty where it cannot be started. */
    private static OptionalLong hardLimit(List<String> prefix) throws Exception {
        // a shell's exit code tells of a program that is missing, too
        List<String> command = new ArrayList<>(List.of("sh", "-c", "exec \"$@\"", "sh"));
        command.addAll(prefix);
        command.addAll(List.of("sh", "-c", "ulimit -Hn"));
        Process process = new ProcessBuilder(command).start();
        String said = process.inputReader().readLine();
        if (process.waitFor() != 0) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(said.equals("unlimited") ? Integer.MAX_VALUE : Long.parseLong(said));
    }
}
