package io.firstfin.sample.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.sample.AgentCommand;
import io.firstfin.sample.FirstFin;
import io.firstfin.sample.Jdk;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** FirstFin comes and goes while a server works: no request is lost, and the JVM is as it was. */
@Execution(ExecutionMode.CONCURRENT)
class AttachUnderLoadIT {
    private static final int CYCLES = Integer.getInteger("reliability.cycles", ReliabilityDocument.LONG ? 200 : 3);

    /** Cycles after which nothing is new any more to the JVM. */
    private static final int WARM = ReliabilityDocument.LONG ? 5 : 2;

    /**
     * What the JVM itself keeps of each redefinition of its classes: their lambdas, which it links anew,
     * and constant pools. In a long series, what came free in the metaspace is filled again.
     */
    static final int CLASSES_A_CYCLE = 40;

    /**
     * What the JVM generated for the native calls of one round (lambda forms, stubs): on JDK 25 it goes in every other
     * round only, so that a short series may begin without and end with it.
     */
    static final int CLASSES_OF_NATIVE_CALLS = 150;

    static final int METASPACE_KB = 14_000;
    private static final int METASPACE_KB_A_CYCLE = 250;

    private static final int SOFT_CYCLES = 10;
    private static final int SOFT_METASPACE_KB_A_CYCLE = 5_000;

    @TempDir
    Path folder;

    static Stream<Jdk> jdks() {
        return Trial.ATTACH_UNDER_LOAD.jdks();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("jdks")
    void attaching_again_and_again_loses_no_request_and_leaves_nothing(Jdk jdk) throws Exception {
        // what is held softly goes when memory runs short: each collection takes it here
        try (Load load = Load.start(jdk, folder, "-XX:SoftRefLRUPolicyMSPerMB=0")) {
            load.goesOn();
            cycles(load, WARM);
            Footprint before = load.footprint();
            cycles(load, CYCLES - 1);
            cycleByCommandLine(load, jdk);
            Footprint after = load.footprintLike(before);
            String growth = after.growth(before, CYCLES);
            long requests = load.end();

            assertThat(after.classes() - before.classes())
                    .as("classes: " + growth)
                    .isLessThan(CLASSES_OF_NATIVE_CALLS + CYCLES * CLASSES_A_CYCLE);
            assertThat(after.metaspace() - before.metaspace())
                    .as("metaspace: " + growth)
                    .isLessThan(METASPACE_KB + CYCLES * METASPACE_KB_A_CYCLE);
            ReliabilityDocument.report(
                    Trial.ATTACH_UNDER_LOAD,
                    "an HTTP server and three clients; soft references cleared",
                    jdk,
                    CYCLES + " cycles, " + requests + " requests, none lost, none failed; " + growth);
        }
    }

    /**
     * Until the JVM clears soft references, it keeps classes that it linked anew, with all they refer to. How
     * soon it does depends on the free heap.
     */
    @ParameterizedTest(name = "{0}")
    @MethodSource("jdks")
    void what_the_jvm_keeps_softly_is_bounded(Jdk jdk) throws Exception {
        if (!ReliabilityDocument.LONG) {
            System.out.println("AttachUnderLoadIT: what is kept softly is measured in the long form only");
            Assumptions.abort("long form only");
        }
        try (Load load = Load.start(jdk, folder)) {
            load.goesOn();
            cycles(load, WARM);
            Footprint before = load.footprint();
            cycles(load, SOFT_CYCLES);
            Footprint after = load.footprint();
            String growth = after.growth(before, SOFT_CYCLES);
            long requests = load.end();

            assertThat(after.metaspace() - before.metaspace())
                    .as("metaspace: " + growth)
                    .isLessThan(SOFT_CYCLES * SOFT_METASPACE_KB_A_CYCLE);
            ReliabilityDocument.report(
                    Trial.ATTACH_UNDER_LOAD,
                    "the same; soft references kept as the JVM does by default",
                    jdk,
                    SOFT_CYCLES + " cycles, " + requests + " requests, none lost, none failed; " + growth);
        }
    }

    private static void cycles(Load load, int cycles) throws Exception {
        for (int cycle = 0; cycle < cycles; cycle++) {
            AgentCommand.run(load.jvm().pid(), "attach");
            load.goesOn();
            AgentCommand.run(load.jvm().pid(), "detach");
            load.goesOn();
        }
    }

    private static void cycleByCommandLine(Load load, Jdk jdk) throws Exception {
        FirstFin.run(jdk, "attach", load.pid());
        load.goesOn();
        FirstFin.run(jdk, "detach", load.pid());
        load.goesOn();
    }
}
