package io.firstfin.sample.chaos;

import io.firstfin.sample.FirstFin;
import io.firstfin.sample.Jdk;
import io.firstfin.sample.Jdks;
import io.firstfin.sample.LibraryClassPath;
import io.firstfin.sample.Oracle;
import io.firstfin.testing.Drawn;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random acts in random order on both endpoints of many connections at a time, on all APIs. The last word
 * of FirstFin on each endpoint is held against the kernel's own record, UNKNOWN included, and the counts
 * against {@link ChaosLimits}.
 *
 * <p>The short form is part of {@code mvn verify}: 3,000 connections for each JDK, half of them with each
 * template. The long form, 100,000 for each JDK and each template, takes hours:
 * {@code mvn verify -Dit.test=ChaosIT -Dchaos.connections=100000}.
 *
 * <p>What fails is made as small as can be found, and written to a file {@code sample-app/target/chaos-*.plan}.
 * Such a file, with lines as in {@link ConnectionPlan}, is played again and again by {@code
 * -Dchaos.plan=FILE}; all of a run's plans come back with {@code -Dchaos.seed=}, which each run prints.
 */
@Execution(ExecutionMode.CONCURRENT)
class ChaosIT {
    /** For each JDK and template. */
    private static final int CONNECTIONS = Integer.getInteger("chaos.connections", 1500);

    private static final long SEED = Long.getLong("chaos.seed", System.nanoTime() % 1_000_000);
    private static final String PLAN = System.getProperty("chaos.plan");
    /** One victim plays so many, then the next begins. */
    private static final int ROUND = 10_000;

    private static final int WORKERS = 32;
    private static final int SETTLE_MILLIS = 3000;
    private static final int EXAMPLES = 3;
    private static final List<String> ENDS = List.of("exit", "term", "main");

    @TempDir
    Path folder;

    static Stream<Arguments> jdksAndTemplates() {
        return Jdks.all().stream()
                .flatMap(
                        jdk -> Stream.of("firstfin", "firstfin-diagnose").map(template -> Arguments.of(jdk, template)));
    }

    @ParameterizedTest(name = "{0}, {1}.jfc")
    @MethodSource("jdksAndTemplates")
    void the_last_word_on_each_connection_is_what_the_kernel_did(Jdk jdk, String template) throws Exception {
        Oracle.unavailableBecause().ifPresent(why -> {
            System.out.println("ChaosIT is skipped: " + why);
            Assumptions.abort(why);
        });
        List<DrawnPlans> drawn = new ArrayList<>();
        ChaosTable table = played(jdk, template, drawn);
        List<String> broken = ChaosLimits.broken(table.all());
        if (!broken.isEmpty() && ChaosLimits.isOnlyUnknown(table.all())) {
            System.out.println(
                    jdk + ", " + template + ".jfc is played again: nothing was reported wrong, but UNKNOWN, as"
                            + " where our thread comes late: " + String.join("; ", broken));
            drawn.clear();
            table = played(jdk, template, drawn);
            broken = ChaosLimits.broken(table.all());
        }
        if (!broken.isEmpty()) {
            throw new AssertionError(jdk + ", " + template + ".jfc: " + String.join("; ", broken)
                    + "\n"
                    + smallest(
                            run(jdk, template, "exit"),
                            table,
                            drawn,
                            Path.of("target", "chaos-" + jdk.feature() + "-" + template + ".plan")));
        }
    }

    /** @param drawn takes the plans that were drawn for it */
    private ChaosTable played(Jdk jdk, String template, List<DrawnPlans> drawn) throws Exception {
        ChaosTable table = new ChaosTable(EXAMPLES);
        for (int round = 0; round * ROUND < CONNECTIONS; round++) {
            int count = Math.min(ROUND, CONNECTIONS - round * ROUND);
            List<ConnectionPlan> plans;
            if (PLAN != null) {
                plans = repeated(ConnectionPlan.readAll(Path.of(PLAN)), count);
            } else {
                drawn.add(new DrawnPlans(
                        EndApi.clients(netty() != null),
                        SEED + 31 * round + template.hashCode() + jdk.feature(),
                        count,
                        p -> true));
                plans = drawn.get(round).plans();
            }
            table.add(run(jdk, template, ENDS.get(round % ENDS.size())).play(plans));
        }
        System.out.println(jdk + ", " + template + ".jfc, -Dchaos.connections=" + CONNECTIONS + " -Dchaos.seed=" + SEED
                + "\n" + table);
        return table;
    }

    /** Of the worst fault that there is a plan for. */
    private static String smallest(ChaosRun run, ChaosTable table, List<DrawnPlans> drawn, Path file) throws Exception {
        for (Map.Entry<Fault, List<Judgement>> entry : table.examples().entrySet()) {
            for (Judgement example : entry.getValue()) {
                for (DrawnPlans plans : drawn) {
                    Drawn<ConnectionPlan> drawnPlan = plans.drawn(example.plan());
                    if (drawnPlan != null) {
                        Judgement smallest = new Shrinking(run).smallest(example, entry.getKey(), drawnPlan);
                        Files.writeString(file, "# " + entry.getKey() + "\n" + smallest.plan() + "\n");
                        return "smallest plan found for: " + entry.getKey() + "; play it again with" + " -Dchaos.plan="
                                + file.toAbsolutePath() + "\n  " + smallest;
                    }
                }
            }
        }
        return "";
    }

    private ChaosRun run(Jdk jdk, String template, String end) throws Exception {
        String netty = netty();
        String classPath = Path.of(System.getProperty("sample.classes")).resolveSibling("test-classes") + ":"
                + System.getProperty("sample.classes")
                + (netty == null ? "" : ":" + netty);
        Path jfc = Path.of(System.getProperty("firstfin.templates"), "io/firstfin/templates/" + template + ".jfc");
        return new ChaosRun(
                jdk.java(),
                FirstFin.jar(),
                jfc.toRealPath(),
                classPath,
                folder,
                WORKERS,
                SETTLE_MILLIS,
                end,
                List.of());
    }

    /** Null where the machine is none it has a native library for. */
    private static String netty() throws Exception {
        return System.getProperty("os.arch").equals("amd64") ? LibraryClassPath.of("epoll-4.2.18.Final") : null;
    }

    private static List<ConnectionPlan> repeated(List<ConnectionPlan> lines, int count) {
        return Stream.generate(() -> lines).flatMap(List::stream).limit(count).toList();
    }
}
