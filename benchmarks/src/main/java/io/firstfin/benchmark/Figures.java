package io.firstfin.benchmark;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What one JVM printed as lines of {@code name=value}. */
record Figures(Map<String, Double> byName) {

    static final Figures NONE = new Figures(Map.of());

    private static final Pattern LINE = Pattern.compile("([\\w.]+)=([-+.\\dE]+)");

    /** JFR has lines of its own on standard output: they are left out. */
    static Figures parse(String output) {
        Map<String, Double> byName = new TreeMap<>();
        LINE.matcher(output).results().forEach(line -> byName.put(line.group(1), Double.valueOf(line.group(2))));
        return new Figures(byName);
    }

    /** NaN if the JVM printed no figure of this name. */
    double get(String name) {
        return byName.getOrDefault(name, Double.NaN);
    }

    /** Those whose names have no dot: the others are parts of them, by kind of thread and the like. */
    @Override
    public String toString() {
        return byName.entrySet().stream()
                .filter(figure -> figure.getKey().indexOf('.') < 0)
                .map(figure -> String.format(Locale.ROOT, "%s=%,.0f", figure.getKey(), figure.getValue()))
                .collect(Collectors.joining(" "));
    }
}
