package io.firstfin.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures what FirstFin costs, and prints the tables of docs/performance.md. */
@Command(
        name = "benchmarks/run",
        description = "Measures what FirstFin costs a process, on every JDK of this machine. Needs root.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        showDefaultValues = true)
public final class Benchmark implements Callable<Integer> {

    @Option(names = "--rounds", description = "How often each variant runs; not for --short.")
    private int rounds = 3;

    @Option(names = "--seconds", description = "Length of the measured window; warming up takes as long again.")
    private double seconds = 8;

    @Option(names = "--only", split = ",", description = "Measure only these works: ${COMPLETION-CANDIDATES}.")
    private List<Work> works = Work.all();

    @Option(names = "--jdk", split = ",", description = "Measure only on these, such as 17; otherwise on all.")
    private List<Integer> features = List.of();

    @Option(names = "--jar", description = "Another firstfin.jar than the one of this build.")
    private Path jar = Artifacts.projectFolder().resolve("agent/launcher/target/firstfin.jar");

    @Option(
            names = "--write",
            paramLabel = "PAGE",
            description = "Writes the tables into this page, between its markers.")
    private Path page;

    @Option(
            names = "--short",
            description =
                    "Only counts, and the CPU of few connections; fails if a count has grown, or the CPU by half.")
    private boolean isShort;

    public static void main(String[] args) {
        CommandLine commandLine = new CommandLine(new Benchmark()).setCaseInsensitiveEnumValuesAllowed(true);
        System.exit(commandLine.execute(args));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!MeasuredJvm.isPossible()) {
            System.out.println("skipped: measuring needs network namespaces, and so root (unshare -n failed)");
            return 0;
        }
        List<Jdk> jdks = Jdk.all().stream()
                .filter(jdk -> features.isEmpty() || features.contains(jdk.feature()))
                .toList();
        Artifacts artifacts = new Artifacts(Artifacts.projectFolder(), jar.toAbsolutePath());
        Results results = new Results();
        if (isShort) {
            measure(ShortForm.WORKS, ShortForm.ROUNDS, jdks, artifacts, results);
            return ShortForm.check(jdks, results) ? 0 : 1;
        }
        Tables tables = new Tables(jdks, results);
        for (Work work : works) {
            measure(List.of(work), rounds * work.runs(), jdks, artifacts, results);
            System.out.println("\n" + tables.of(work));
        }
        if (page != null) {
            String how = "rounds: " + rounds + "; windows of " + seconds + " s";
            new PerformancePage(page).write(how, jdks, tables);
        }
        return 0;
    }

    private void measure(List<Work> works, int rounds, List<Jdk> jdks, Artifacts artifacts, Results results)
            throws IOException, InterruptedException {
        for (Work work : works) {
            for (Jdk jdk : jdks) {
                measure(work, rounds, jdk, artifacts, results);
            }
        }
    }

    /** Each round runs every variant once, so that all of them meet the same moods of the machine. */
    private void measure(Work work, int rounds, Jdk jdk, Artifacts artifacts, Results results)
            throws IOException, InterruptedException {
        List<Variant> variants = new ArrayList<>();
        for (Variant variant : work.variants()) {
            String whyNot = variant.whyNot(jdk, artifacts);
            if (whyNot.isEmpty()) {
                variants.add(variant);
            } else {
                System.out.printf("skipped: %s on %s: %s%n", variant.title(), jdk, whyNot);
            }
        }
        MeasuredJvm jvm = new MeasuredJvm(jdk, artifacts);
        for (int round = 1; round <= rounds; round++) {
            for (Variant variant : variants) {
                Figures figures = jvm.run(work, variant, Math.round(seconds * 1000));
                results.add(jdk, work, variant, figures);
                System.out.printf("%s, %s, round %d, %s: %s%n", work, jdk, round, variant.title(), figures);
            }
        }
    }
}
