package io.firstfin.benchmark;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One figure of one work in the table of costs, with the aim for each variant.
 *
 * @param scale what a figure is divided by for printing, such as 1000 for nanoseconds as microseconds
 */
record Row(
        String title,
        Work work,
        String figure,
        Comparison comparison,
        double scale,
        int decimals,
        Map<Variant, Double> aims) {

    /** How a figure is compared with the base variant's of the same round. */
    enum Comparison {
        RATIO,
        ADDED,
        /** Not compared. */
        VALUE
    }

    static final List<Row> ALL = List.of(
            ratio("bare connect, accept, close at full speed: wall", Work.FIN, "wall", 1.02, 1.06, 1.15),
            ratio("bare connect, accept, close at full speed: CPU of the process", Work.FIN, "cpu", 1.03, 1.20, 1.40),
            ratio("the same work with SO_LINGER 0: wall", Work.RESET, "wall"),
            ratio("the same work with SO_LINGER 0: CPU of the process", Work.RESET, "cpu"),
            ratio(
                    "one HTTP request a connection, 1,000/s: CPU of the process",
                    Work.HTTP_1000,
                    "cpu",
                    1.01,
                    1.04,
                    1.08),
            ratio("one HTTP request a connection, 100/s: CPU of the process", Work.HTTP_100, "cpu"),
            ratio("kept-alive HTTP: CPU of the process", Work.KEPT_ALIVE, "cpu", 1.00, 1.00, 1.01),
            ratio("reads and writes: CPU of the process", Work.READ_WRITE, "cpu", 1.00, 1.00, 1.01),
            added(
                    "idle JVM: ms of CPU a second above the same without FirstFin",
                    Work.IDLE,
                    "cpu",
                    1e6,
                    aims(0, 0.5, 2)),
            value(
                    "one sample of a table with 28,000 TIME_WAIT: ms of CPU",
                    Work.TABLE,
                    "cpu.sampling",
                    Map.of(Variant.ALWAYS_ON, 25.0, Variant.DIAGNOSE, 25.0)),
            added("start of a JVM that does nothing, added: ms", Work.START, "life", 1e6, Map.of()),
            added("start of a JVM that connects at once, added: ms", Work.START_CONNECT, "life", 1e6, aims(200)),
            value("weaving by attach, in the target: ms", Work.ATTACH, "attach", Map.of(Variant.ATTACHED, 250.0)),
            value("weaving by attach, longest safepoint: ms", Work.ATTACH, "safepoint", Map.of(Variant.ATTACHED, 20.0)),
            value(
                    "weaving by attach, longest pause of a busy thread: ms",
                    Work.ATTACH,
                    "gap",
                    Map.of(Variant.ATTACHED, 20.0)),
            value("longest pause of a busy thread before the attach: ms", Work.ATTACH, "gapBefore", Map.of()),
            added("heap of each end of an open connection, added: bytes", Work.OPEN, "heap", 1, aims(200, 250)));

    static Row ratio(String title, Work work, String figure, double... aims) {
        return new Row(title, work, figure, Comparison.RATIO, 1, 2, aims(aims));
    }

    /** One decimal, as of milliseconds. */
    private static Row added(String title, Work work, String figure, double scale, Map<Variant, Double> aims) {
        return new Row(title, work, figure, Comparison.ADDED, scale, 1, aims);
    }

    /** A whole number that FirstFin adds. */
    static Row count(String title, Work work, String figure, double... aims) {
        return new Row(title, work, figure, Comparison.ADDED, 1, 0, aims(aims));
    }

    /** A figure in nanoseconds, as milliseconds. */
    private static Row value(String title, Work work, String figure, Map<Variant, Double> aims) {
        return new Row(title, work, figure, Comparison.VALUE, 1e6, 1, aims);
    }

    /** For woven, firstfin.jfc and firstfin-diagnose.jfc in this order. */
    private static Map<Variant, Double> aims(double... values) {
        Variant[] variants = {Variant.WOVEN, Variant.ALWAYS_ON, Variant.DIAGNOSE};
        Map<Variant, Double> aims = new EnumMap<>(Variant.class);
        for (int i = 0; i < values.length; i++) {
            aims.put(variants[i], values[i]);
        }
        return aims;
    }

    /** Those of FirstFin that are measured for this work. */
    List<Variant> variants() {
        return work.variants().stream().filter(Variant::isFirstFin).toList();
    }

    /** The others that are measured for this work, other than the plain one. */
    List<Variant> otherVariants() {
        return work.variants().stream()
                .filter(variant -> !variant.isFirstFin() && variant != Variant.PLAIN)
                .toList();
    }

    String number(double value) {
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    Spread spread(Results results, Jdk jdk, Variant variant) {
        Variant base = work.base(variant);
        return switch (comparison) {
            case RATIO -> results.compare(jdk, work, variant, base, figure, (ours, other) -> ours / other);
            case ADDED -> results.compare(jdk, work, variant, base, figure, (ours, other) -> (ours - other) / scale);
            case VALUE -> results.of(jdk, work, variant, figure, scale);
        };
    }

    /** As printed: what rounds to the aim keeps it. */
    boolean isMissed(double value, Variant variant) {
        double printed = Math.pow(10, decimals);
        return aims.containsKey(variant) && Math.round(value * printed) > Math.round(aims.get(variant) * printed);
    }
}
