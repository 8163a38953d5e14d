package io.firstfin.benchmark;

import io.firstfin.benchmark.work.ThreadKind;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/** Renders the results as tables of Markdown. */
final class Tables {

    private static final List<Variant> OURS = List.of(Variant.WOVEN, Variant.ALWAYS_ON, Variant.DIAGNOSE);

    private final List<Jdk> jdks;
    private final Results results;

    Tables(List<Jdk> jdks, Results results) {
        this.jdks = jdks;
        this.results = results;
    }

    /** What one work costs: its rows of the table of costs, then the CPU time by thread. */
    String of(Work work) {
        return costs(List.of(work)) + (work.hasWindow() ? "\n" + threads(work) : "");
    }

    String costs(List<Work> works) {
        StringBuilder table = new StringBuilder();
        header(table, "work", "variant", "aim");
        for (Row row : Row.ALL) {
            if (!works.contains(row.work())) {
                continue;
            }
            for (Variant variant : row.variants()) {
                StringJoiner line = line().add(row.title()).add(variant.title());
                line.add(row.aims().containsKey(variant) ? number(row.aims().get(variant), row.decimals()) : "-");
                for (Jdk jdk : jdks) {
                    Spread spread = row.spread(results, jdk, variant);
                    String text = spread.text(row.decimals());
                    line.add(row.isMissed(spread, variant) ? "**" + text + "**" : text);
                }
                table.append(line).append('\n');
            }
        }
        return table.toString();
    }

    /** CPU time that each kind of threads adds to a unit of work, beside the plain run of the same round. */
    String threads(Work work) {
        StringBuilder table = new StringBuilder();
        StringJoiner titles = line().add(work.unit());
        for (Jdk jdk : jdks) {
            titles.add(jdk + ", plain");
            OURS.forEach(variant -> titles.add(jdk + ", " + variant.title()));
        }
        table.append(titles).append('\n').append(rule(1 + jdks.size() * 4));
        for (ThreadKind kind : ThreadKind.values()) {
            table.append(threads(work, kind.title(), "cpu." + kind)).append('\n');
        }
        return table.append(threads(work, "the process", "cpu")).append('\n').toString();
    }

    private StringJoiner threads(Work work, String title, String figure) {
        StringJoiner line = line().add(title);
        for (Jdk jdk : jdks) {
            line.add(number(
                    results.of(jdk, work, Variant.PLAIN, figure, work.unitScale())
                            .median(),
                    1));
            for (Variant variant : OURS) {
                Spread added =
                        results.compare(jdk, work, variant, Variant.PLAIN, figure, (ours, other) -> ours - other);
                line.add(String.format(Locale.ROOT, "%+.1f", added.median() / work.unitScale()));
            }
        }
        return line;
    }

    private void header(StringBuilder table, String... columns) {
        StringJoiner line = line();
        for (String column : columns) {
            line.add(column);
        }
        jdks.forEach(jdk -> line.add(jdk.toString()));
        table.append(line).append('\n').append(rule(columns.length + jdks.size()));
    }

    private static StringJoiner line() {
        return new StringJoiner(" | ", "| ", " |");
    }

    private static String rule(int columns) {
        return "|" + "---|".repeat(columns) + "\n";
    }

    private static String number(double value, int decimals) {
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
}
