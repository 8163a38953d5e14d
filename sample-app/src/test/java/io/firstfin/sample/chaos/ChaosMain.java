package io.firstfin.sample.chaos;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.sessions.JqwikSession;

/**
 * Plays chaos from a shell: {@code java -cp ... io.firstfin.sample.chaos.ChaosMain jar=F template=F java=F
 * connections=3000 seed=1 workers=16 apis=SOCKET,CHANNEL kinds=late-data plan=F examples=3}.
 */
public final class ChaosMain {
    private ChaosMain() {
    }

    public static void main(String[] args) throws Exception {
        Map<String, String> options = new HashMap<>();
        for (String arg : args) {
            options.put(arg.substring(0, arg.indexOf('=')), arg.substring(arg.indexOf('=') + 1));
        }
        long seed = Long.parseLong(options.getOrDefault("seed", "1"));
        int count = Integer.parseInt(options.getOrDefault("connections", "3000"));
        List<ConnectionPlan> plans;
        if (options.containsKey("plan")) {
            List<ConnectionPlan> lines = Files.readAllLines(Path.of(options.get("plan"))).stream()
                    .filter(line -> !line.isBlank()).map(ConnectionPlan::parse).toList();
            plans = new ArrayList<>();
            while (plans.size() < count) {
                plans.addAll(lines);
            }
        } else {
            plans = draw(options, seed, count);
        }
        Path folder = Files.createTempDirectory("chaos");
        ChaosRun run = new ChaosRun(Path.of(options.getOrDefault("java",
                System.getProperty("java.home") + "/bin/java")), Path.of(options.get("jar")),
                Path.of(options.get("template")), System.getProperty("chaos.victim.cp",
                System.getProperty("java.class.path")), folder,
                Integer.parseInt(options.getOrDefault("workers", "16")),
                Integer.parseInt(options.getOrDefault("settle", "4000")),
                options.getOrDefault("end", "exit"),
                options.containsKey("jvm") ? Arrays.asList(options.get("jvm").split(" "))
                        : List.of());
        long start = System.nanoTime();
        List<Judgement> judgements = run.play(plans);
        System.out.println(folder + ", seed " + seed + ", " + plans.size() + " connections, "
                + (System.nanoTime() - start) / 1_000_000_000 + " s, " + options);
        print(judgements, Integer.parseInt(options.getOrDefault("examples", "3")));
    }

    private static List<ConnectionPlan> draw(Map<String, String> options, long seed, int count) {
        List<EndApi> apis = new ArrayList<>(List.of(EndApi.SOCKET, EndApi.VIRTUAL, EndApi.TLS,
                EndApi.CHANNEL, EndApi.NONBLOCKING, EndApi.SELECTOR, EndApi.LATE_SELECT,
                EndApi.ASYNC, EndApi.NETTY));
        if (options.containsKey("apis")) {
            apis.clear();
            Arrays.stream(options.get("apis").split(",")).map(EndApi::valueOf).forEach(apis::add);
        }
        List<String> kinds = options.containsKey("kinds")
                ? List.of(options.get("kinds").split(",")) : null;
        List<ConnectionPlan> plans = new ArrayList<>();
        JqwikSession.run(() -> {
            RandomGenerator<ConnectionPlan> generator = new Plans(apis).connection()
                    .generator(1000);
            Random random = new Random(seed);
            while (plans.size() < count) {
                ConnectionPlan plan = generator.next(random).value();
                if (kinds == null || kinds.contains(plan.kind())) {
                    plans.add(plan);
                }
            }
        });
        return plans;
    }

    static void print(List<Judgement> judgements, int examples) {
        Map<String, Tally> kinds = new TreeMap<>();
        Map<String, Tally> apis = new TreeMap<>();
        Tally all = new Tally();
        Map<String, List<Judgement>> faults = new TreeMap<>();
        for (Judgement judgement : judgements) {
            all.add(judgement);
            kinds.computeIfAbsent(judgement.kind(), k -> new Tally()).add(judgement);
            apis.computeIfAbsent(api(judgement), k -> new Tally()).add(judgement);
            for (String fault : faults(judgement)) {
                faults.computeIfAbsent(fault, f -> new ArrayList<>()).add(judgement);
            }
        }
        System.out.println(Tally.head());
        kinds.forEach((kind, tally) -> System.out.println(tally.row(kind)));
        System.out.println();
        apis.forEach((api, tally) -> System.out.println(tally.row(api)));
        System.out.println(all.row("ALL"));
        faults.forEach((fault, some) -> {
            System.out.println("\n== " + fault + ": " + some.size());
            some.stream().limit(examples).forEach(one -> System.out.println("  - " + one));
        });
    }

    private static String api(Judgement judgement) {
        if (judgement.plan() == null || judgement.truth() == null) {
            return "(no plan)";
        }
        int port = judgement.truth().endpoints().localPort();
        return String.valueOf(VictimAddresses.isListener(port) ? judgement.plan().server()
                : judgement.plan().client());
    }

    private static List<String> faults(Judgement judgement) {
        List<String> faults = new ArrayList<>();
        if (judgement.truth() == null) {
            faults.add("7 Close without a truth");
        } else if (judgement.told() == null) {
            faults.add("6 truth without a Close");
        } else {
            if (judgement.closedFirst() == Judgement.Word.WRONG) {
                faults.add("1 closedFirst WRONG, proof " + judgement.told().proof());
            }
            if (judgement.closedFirst() == Judgement.Word.UNKNOWN) {
                faults.add("2 closedFirst UNKNOWN, truth " + judgement.truth().closedFirst());
            }
            if (judgement.ending() == Judgement.Word.WRONG) {
                faults.add("3 ending WRONG, truth " + judgement.truth().ending() + " told "
                        + judgement.told().ending());
            }
            if (judgement.timeWait() == Judgement.Word.WRONG) {
                faults.add("4 timeWait WRONG, truth " + judgement.truth().timeWait() + " told "
                        + judgement.told().timeWait());
            }
            if (judgement.closedFirst() == Judgement.Word.OPEN
                    && judgement.truth().closedFirst().equals("UNKNOWN")) {
                faults.add("8 the kernel's record does not say");
            }
            if (!judgement.told().settled()) {
                faults.add("5 no KernelState");
            }
        }
        return faults;
    }
}
