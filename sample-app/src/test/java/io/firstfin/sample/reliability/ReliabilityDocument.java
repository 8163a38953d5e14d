package io.firstfin.sample.reliability;

import io.firstfin.sample.Jdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The table of docs/reliability.md: one line for each trial, part of it, and JDK. */
final class ReliabilityDocument {
    static final boolean LONG = "long".equals(System.getProperty("reliability"));

    private static final Path DOCUMENT = Path.of("../docs/reliability.md");
    private static final String BEGIN = "<!-- trials -->\n";
    private static final String END = "<!-- /trials -->";
    private static final String HEAD = "| tried | how | JDK | what came of it |\n|---|---|---|---|\n";

    private ReliabilityDocument() {}

    private record Row(Trial trial, String how, int jdk) {
        static final Comparator<Row> ORDER =
                Comparator.comparing(Row::trial).thenComparing(Row::how).thenComparing(Row::jdk);

        boolean isLike(Row other) {
            return trial == other.trial && how.equals(other.how);
        }

        static Row of(String line) {
            String[] cells = line.split(" *\\| *");
            Trial trial = Arrays.stream(Trial.values())
                    .filter(one -> one.text().equals(cells[1]))
                    .findAny()
                    .orElseThrow(() -> new AssertionError("no such trial: " + line));
            return new Row(trial, cells[2], Integer.parseInt(cells[3]));
        }
    }

    /**
     * Tells what a trial gave: it is printed, and with {@code -Dapprove=true} it stands in the document.
     * Without that, the document must have a line for it, whatever its figures and on whichever JDK.
     *
     * @param how the part of the trial, without figures of this run
     * @param result figures of this run
     */
    static synchronized void report(Trial trial, String how, Jdk jdk, String result) throws IOException {
        System.out.println("reliability: " + trial.text() + " | " + how + " | " + jdk + " | " + result);
        Map<Row, String> rows = rows();
        Row row = new Row(trial, how, jdk.feature());
        if (Boolean.getBoolean("approve")) {
            rows.put(row, result);
            String document = Files.readString(DOCUMENT);
            Files.writeString(
                    DOCUMENT,
                    document.substring(0, document.indexOf(BEGIN))
                            + BEGIN
                            + HEAD
                            + rows.entrySet().stream()
                                    .map(entry -> line(entry.getKey(), entry.getValue()))
                                    .collect(Collectors.joining())
                            + document.substring(document.indexOf(END)));
        } else if (rows.keySet().stream().noneMatch(row::isLike)) {
            throw new AssertionError(DOCUMENT.normalize() + " has no line for this trial; run it with"
                    + " -Dapprove=true:\n" + line(row, result));
        }
    }

    private static Map<Row, String> rows() throws IOException {
        String document = Files.readString(DOCUMENT);
        Map<Row, String> rows = new TreeMap<>(Row.ORDER);
        document.substring(document.indexOf(BEGIN) + BEGIN.length(), document.indexOf(END))
                .lines()
                .skip(2)
                .forEach(line -> rows.put(Row.of(line), line.split(" *\\| *", 5)[4].replaceFirst(" *\\|$", "")));
        return rows;
    }

    private static String line(Row row, String result) {
        return "| " + row.trial().text() + " | " + row.how() + " | " + row.jdk() + " | " + result + " |\n";
    }
}
