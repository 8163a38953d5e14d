package io.firstfin.benchmark;

import io.firstfin.benchmark.work.ThreadKind;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.function.Predicate;

/** Renders the results as tables of Markdown. A work that was not measured is left out. */
final class Tables {

    private static final List<Variant> OURS = List.of(Variant.WOVEN, Variant.ALWAYS_ON, Variant.DIAGNOSE);

    /** As {@link io.firstfin.benchmark.work.CloseCounts} names them. */
    private static final List<String> CONNECTIONS =
            List.of("socket.fin", "socket.reset", "channel.fin", "channel.reset");

    private final List<Jdk> jdks;
    private final Results results;

    Tables(List<Jdk> jdks, Results results) {
        this.jdks = jdks;
        this.results = results;
    }

    /** All tables of one work. */
    String of(Work work) {
        if (work == Work.COUNTS) {
            return counts() + "\n" + addedCalls();
        }
        Predicate<Row> rows = row -> row.work() == work;
        return costs(rows) + (work.hasWindow() ? "\n" + others(rows) + "\n" + threads(work) : "");
    }

    List<Work> measured(Predicate<Work> which) {
        return Work.all().stream().filter(which).filter(results::has).toList();
    }

    /** What each variant of FirstFin costs, beside the aims; a figure above its aim is bold. */
    String costs(Predicate<Row> rows) {
        StringJoiner table = table("work", "variant", "aim");
        Row.ALL.stream().filter(rows).filter(row -> results.has(row.work())).forEach(row -> {
            for (Variant variant : row.variants()) {
                Double aim = row.aims().get(variant);
                StringJoiner line = line(row.title(), variant.title(), aim == null ? "-" : row.number(aim));
                for (Jdk jdk : jdks) {
                    Spread spread = row.spread(results, jdk, variant);
                    String text = spread.text(row.decimals());
                    line.add(row.isMissed(spread.median(), variant) ? "**" + text + "**" : text);
                }
                table.add(line.toString());
            }
        });
        return table.toString();
    }

    /** What else a user might pick costs, and a JFR recording without any event. */
    String others(Predicate<Row> rows) {
        StringJoiner table = table("work", "variant");
        Row.ALL.stream().filter(rows).filter(row -> results.has(row.work())).forEach(row -> {
            for (Variant variant : row.otherVariants()) {
                StringJoiner line = line(row.title(), variant.title());
                jdks.forEach(jdk -> line.add(row.spread(results, jdk, variant).text(row.decimals())));
                table.add(line.toString());
            }
        });
        return table.toString();
    }

    /** CPU time that each kind of threads adds to a unit of work. */
    String threads(Work work) {
        StringJoiner table = addedTable(work.unit());
        for (ThreadKind kind : ThreadKind.values()) {
            table.add(added(kind.title(), work, "cpu." + kind, work.unitScale()));
        }
        return table.add(added("the process", work, "cpu", work.unitScale())).toString();
    }

    /** What can be counted of one connection. */
    String counts() {
        StringJoiner table = addedTable("one connection, so two closes");
        for (String name : CONNECTIONS) {
            addIfMeasured(table, name + ": system calls", Work.COUNTS, "calls." + name + ".all", 1);
            addIfMeasured(table, name + ": bytes", Work.COUNTS, name + ".bytes.APPLICATION", 1);
        }
        for (ThreadKind kind : List.of(ThreadKind.SETTLER, ThreadKind.FIRSTFIN)) {
            String title = kind.title();
            addIfMeasured(table, title + ", full speed: bytes", Work.FIN, "bytes." + kind, 1);
            addIfMeasured(table, title + ", full speed: wake-ups of 1,000", Work.FIN, "wakeUps." + kind, 1e-3);
            addIfMeasured(table, title + ", HTTP 1,000/s: wake-ups of 1,000", Work.HTTP_1000, "wakeUps." + kind, 1e-3);
            addIfMeasured(table, title + ", HTTP 100/s: wake-ups of 1,000", Work.HTTP_100, "wakeUps." + kind, 1e-3);
        }
        return table.toString();
    }

    private void addIfMeasured(StringJoiner table, String title, Work work, String figure, double scale) {
        if (results.has(work)) {
            table.add(added(title, work, figure, scale));
        }
    }

    /** Which system calls FirstFin adds to one connection on the application's thread. */
    String addedCalls() {
        StringJoiner table = table("one connection", "variant");
        for (String name : results.has(Work.COUNTS) ? CONNECTIONS : List.<String>of()) {
            for (Variant variant : OURS) {
                StringJoiner line = line(name, variant.title());
                jdks.forEach(jdk -> line.add(addedCalls(jdk, variant, "calls." + name + ".")));
                table.add(line.toString());
            }
        }
        return table.toString();
    }

    private String addedCalls(Jdk jdk, Variant variant, String prefix) {
        StringJoiner calls = new StringJoiner(", ").setEmptyValue("-");
        for (String call : results.names(jdk, Work.COUNTS, variant, prefix)) {
            double plain = results.of(jdk, Work.COUNTS, Variant.PLAIN, prefix + call, 1)
                    .median();
            double ours =
                    results.of(jdk, Work.COUNTS, variant, prefix + call, 1).median();
            double added = ours - (Double.isNaN(plain) ? 0 : plain);
            if (added >= 0.05 && !call.equals("all")) {
                calls.add(String.format(Locale.ROOT, "%s %.1f", call, added));
            }
        }
        return calls.toString();
    }

    /** The plain figure, and what each variant of FirstFin adds to that of the same round. */
    private String added(String title, Work work, String figure, double scale) {
        StringJoiner line = line(title);
        for (Jdk jdk : jdks) {
            Spread plain = results.of(jdk, work, Variant.PLAIN, figure, scale);
            line.add(plain.isKnown() ? String.format(Locale.ROOT, "%.1f", plain.median()) : "-");
            for (Variant variant : OURS) {
                Spread added = results.compare(
                        jdk, work, variant, Variant.PLAIN, figure, (ours, other) -> (ours - other) / scale);
                Spread alone = results.of(jdk, work, variant, figure, scale);
                Spread shown = plain.isKnown() ? added : alone;
                line.add(shown.isKnown() ? String.format(Locale.ROOT, "%+.1f", shown.median()) : "-");
            }
        }
        return line.toString();
    }

    private StringJoiner addedTable(String title) {
        StringJoiner head = line(title);
        for (Jdk jdk : jdks) {
            head.add(jdk + ", plain");
            OURS.forEach(variant -> head.add(variant.title()));
        }
        return table(head, 1 + jdks.size() * (1 + OURS.size()));
    }

    private StringJoiner table(String... columns) {
        StringJoiner head = line(columns);
        jdks.forEach(jdk -> head.add(jdk.toString()));
        return table(head, columns.length + jdks.size());
    }

    private static StringJoiner table(StringJoiner head, int columns) {
        return new StringJoiner("\n", "", "\n").add(head.toString()).add("|" + "---|".repeat(columns));
    }

    private static StringJoiner line(String... cells) {
        StringJoiner line = new StringJoiner(" | ", "| ", " |");
        List.of(cells).forEach(line::add);
        return line;
    }
}
