package io.firstfin.benchmark;

import java.util.ArrayList;
import java.util.List;

/**
 * What continuous integration holds: counts that do not depend on the machine, each the most that FirstFin may add to a
 * plain connection, which is two closes; and the CPU time of the process with room for half as much again. A bound is
 * broken if every round breaks it: what disturbs one round does not disturb all.
 */
final class ShortForm {

    static final List<Work> WORKS = List.of(Work.COUNTS, Work.COUNTED);

    static final int ROUNDS = 2;

    private static final List<Row> BOUNDS = List.of(
            calls("socket.fin", 0, 4, 5),
            calls("socket.reset", 0, 11, 10),
            calls("channel.fin", 0, 4, 5),
            calls("channel.reset", 0, 11, 10),
            bytes("socket.fin", 400, 3400),
            bytes("socket.reset", 400, 6200),
            bytes("channel.fin", 360, 3400),
            bytes("channel.reset", 360, 6200),
            // measured with the code of C1: 0.92 to 1.35, and 1.6 to 3.0
            Row.ratio("CPU of the process, times the plain one's", Work.COUNTED, "cpu", 1.5 * 1.1, 1.5 * 2.8));

    private ShortForm() {}

    private static Row calls(String name, double... most) {
        String title = "system calls added, " + name;
        return Row.count(title, Work.COUNTS, "calls." + name + ".all", most);
    }

    private static Row bytes(String name, double... most) {
        String title = "bytes allocated on the application's thread added, " + name;
        return Row.count(title, Work.COUNTS, name + ".bytes.APPLICATION", most);
    }

    /** Prints each bound with its figure; answers whether all were kept. Calls may be missing: not everybody has strace. */
    static boolean check(List<Jdk> jdks, Results results) {
        List<String> broken = new ArrayList<>();
        for (Row bound : BOUNDS) {
            for (Jdk jdk : jdks) {
                for (Variant variant : bound.aims().keySet()) {
                    Spread spread = bound.spread(results, jdk, variant);
                    boolean missing = !spread.isKnown() && !bound.figure().startsWith("calls.");
                    String line = String.format(
                            "%s, %s, %s: %s, at most %s",
                            bound.title(),
                            jdk,
                            variant.title(),
                            spread.text(bound.decimals()),
                            bound.number(bound.aims().get(variant)));
                    System.out.println(line);
                    if (missing || bound.isMissed(spread.least(), variant)) {
                        broken.add(line);
                    }
                }
            }
        }
        broken.forEach(line -> System.out.println("BROKEN: " + line));
        return broken.isEmpty();
    }
}
