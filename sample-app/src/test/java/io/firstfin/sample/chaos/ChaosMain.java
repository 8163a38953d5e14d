package io.firstfin.sample.chaos;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Plays chaos from a shell: {@code java -cp ... io.firstfin.sample.chaos.ChaosMain jar=F template=F java=F
 * connections=3000 seed=1 workers=16 apis=SOCKET,CHANNEL kinds=late-data,random plan=F examples=3 settle=4000
 * end=exit jvm=OPTIONS}. Without a plan's file it draws one by the seed.
 */
public final class ChaosMain {
    private final Map<String, String> options = new HashMap<>();

    private ChaosMain(String[] args) {
        for (String arg : args) {
            int equals = arg.indexOf('=');
            options.put(arg.substring(0, equals), arg.substring(equals + 1));
        }
    }

    public static void main(String[] args) throws Exception {
        new ChaosMain(args).run();
    }

    private void run() throws Exception {
        List<ConnectionPlan> plans = plans();
        Path folder = Files.createTempDirectory("chaos");
        ChaosRun run = new ChaosRun(
                Path.of(option("java", System.getProperty("java.home") + "/bin/java")),
                Path.of(options.get("jar")),
                Path.of(options.get("template")),
                System.getProperty("chaos.victim.cp", System.getProperty("java.class.path")),
                folder,
                Integer.parseInt(option("workers", "16")),
                Integer.parseInt(option("settle", "4000")),
                option("end", "exit"),
                options.containsKey("jvm") ? List.of(options.get("jvm").split(" ")) : List.of());
        long start = System.nanoTime();
        ChaosTable table = new ChaosTable(Integer.parseInt(option("examples", "3")));
        table.add(run.play(plans));
        System.out.println(folder + ", " + plans.size() + " connections, " + (System.nanoTime() - start) / 1_000_000_000
                + " s, " + options);
        System.out.println(table);
        ChaosLimits.broken(table.all()).forEach(System.out::println);
    }

    private String option(String name, String otherwise) {
        return options.getOrDefault(name, otherwise);
    }

    private List<ConnectionPlan> plans() throws Exception {
        int count = Integer.parseInt(option("connections", "3000"));
        if (options.containsKey("plan")) {
            List<ConnectionPlan> lines = ConnectionPlan.readAll(Path.of(options.get("plan")));
            List<ConnectionPlan> plans = new ArrayList<>();
            for (int i = 0; i < Math.max(count, lines.size()); i++) {
                plans.add(lines.get(i % lines.size()));
            }
            return plans;
        }
        List<EndApi> apis = options.containsKey("apis")
                ? Arrays.stream(options.get("apis").split(","))
                        .map(EndApi::valueOf)
                        .toList()
                : EndApi.clients(true);
        List<String> kinds = List.of(option("kinds", "").split(","));
        return new DrawnPlans(
                        apis,
                        Long.parseLong(option("seed", "1")),
                        count,
                        plan -> kinds.contains("") || kinds.contains(plan.kind()))
                .plans();
    }
}
