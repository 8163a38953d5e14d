package io.firstfin.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Measures what FirstFin costs, as ratios: each round runs every variant once, in its own JVM, and
 * divides by the round's plain one; the median over the rounds and their spread are printed.
 *
 * <p>Arguments: firstfin.jar, the folder of the templates, rounds, milliseconds for one JVM, and the
 * beginning of what is to be measured, such as {@code HTTP}; all of it without that.
 */
public final class Ratios {

    private final Path jar;
    private final Path templates;
    private final int rounds;
    private final String millis;
    private final String only;
    private final Path recording = Files.createTempFile("firstfin-benchmark", ".jfr");

    private Ratios(String[] args) throws IOException {
        jar = Path.of(args[0]).toAbsolutePath();
        templates = Path.of(args[1]).toAbsolutePath();
        rounds = Integer.parseInt(args[2]);
        millis = args[3];
        only = args.length > 4 ? args[4] : "";
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        if (args.length < 4 || args.length > 5) {
            System.err.println("usage: Ratios FIRSTFIN.JAR TEMPLATES ROUNDS MILLISECONDS [WHAT]");
            System.exit(2);
        }
        Ratios ratios = new Ratios(args);
        System.out.printf("JDK %s, %d rounds of %s ms%n", Runtime.version(), ratios.rounds, ratios.millis);
        System.out.println("                                    median   min    max");
        ratios.measure("connect + accept + close", Churn.class, Variant.values());
        ratios.measure("read + write", ReadWrite.class, Variant.values());
        ratios.measure("HTTP request, kept alive", KeepAlive.class, Variant.values());
        ratios.start();
        Files.deleteIfExists(ratios.recording);
    }

    private void measure(String what, Class<?> work, Variant... variants) throws IOException, InterruptedException {
        if (!what.startsWith(only)) {
            return;
        }
        Map<Variant, List<Double>> times = new EnumMap<>(Variant.class);
        for (int round = 0; round < rounds; round++) {
            for (Variant variant : variants) {
                double nanos = Double.parseDouble(lastLine(run(work, variant, millis)));
                times.computeIfAbsent(variant, v -> new ArrayList<>()).add(nanos);
            }
        }
        for (Variant variant : variants) {
            List<Double> divided = new ArrayList<>();
            for (int round = 0; round < rounds; round++) {
                divided.add(
                        times.get(variant).get(round) / times.get(Variant.PLAIN).get(round));
            }
            print(what + ", " + variant, divided, "x");
        }
        print(what + ", PLAIN in ns", times.get(Variant.PLAIN), "");
    }

    /** Start is told as milliseconds added: a ratio would depend on how little the JVM does. */
    private void start() throws IOException, InterruptedException {
        if (!"start".startsWith(only)) {
            return;
        }
        for (String sockets : new String[] {"", "with a connection"}) {
            List<Double> added = new ArrayList<>();
            List<Double> plain = new ArrayList<>();
            for (int round = 0; round < 2 * rounds; round++) {
                double without = wall(Variant.PLAIN, sockets);
                plain.add(without);
                added.add(wall(Variant.WOVEN, sockets) - without);
            }
            print("start " + sockets + ", PLAIN ms", plain, "");
            print("start " + sockets + ", WOVEN adds ms", added, "");
        }
    }

    private double wall(Variant variant, String sockets) throws IOException, InterruptedException {
        long before = System.nanoTime();
        if (sockets.isEmpty()) {
            run(Start.class, variant);
        } else {
            run(Start.class, variant, "connect");
        }
        return (System.nanoTime() - before) / 1e6;
    }

    private String run(Class<?> work, Variant variant, String... args) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(variant.options(jar, templates, recording));
        command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), work.getName()));
        command.addAll(List.of(args));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new IOException(work.getSimpleName() + " failed as " + variant);
        }
        return output;
    }

    /** JDK 17 has a line of its own to say about a recording. */
    private static String lastLine(String output) {
        return output.lines().reduce("", (first, second) -> second);
    }

    private static void print(String what, List<Double> values, String unit) {
        List<Double> sorted = new ArrayList<>(values);
        sorted.sort(null);
        System.out.printf(
                Locale.ROOT,
                "%-36s %6.3f %6.3f %6.3f %s%n",
                what,
                sorted.get(sorted.size() / 2),
                sorted.get(0),
                sorted.get(sorted.size() - 1),
                unit);
    }
}
