package io.firstfin.benchmark;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.IntStream;

/** The figures of all rounds. */
final class Results {

    private record Key(Jdk jdk, Work work, Variant variant) {}

    private final Map<Key, List<Figures>> rounds = new HashMap<>();

    void add(Jdk jdk, Work work, Variant variant, Figures figures) {
        rounds.computeIfAbsent(new Key(jdk, work, variant), key -> new ArrayList<>())
                .add(figures);
    }

    /** One figure, divided by a scale and not compared with others. */
    Spread of(Jdk jdk, Work work, Variant variant, String figure, double scale) {
        return Spread.of(figures(jdk, work, variant).stream().mapToDouble(figures -> figures.get(figure) / scale));
    }

    /** One figure, compared within each round with the same figure of another variant. */
    Spread compare(Jdk jdk, Work work, Variant variant, Variant base, String figure, DoubleBinaryOperator comparison) {
        List<Figures> ours = figures(jdk, work, variant);
        List<Figures> others = figures(jdk, work, base);
        return Spread.of(IntStream.range(0, Math.min(ours.size(), others.size()))
                .mapToDouble(round -> comparison.applyAsDouble(
                        ours.get(round).get(figure), others.get(round).get(figure))));
    }

    /** Names of the figures that begin with a prefix, without it, in alphabetical order. */
    SortedSet<String> names(Jdk jdk, Work work, Variant variant, String prefix) {
        SortedSet<String> names = new TreeSet<>();
        for (Figures figures : figures(jdk, work, variant)) {
            figures.byName().keySet().stream()
                    .filter(name -> name.startsWith(prefix))
                    .forEach(name -> names.add(name.substring(prefix.length())));
        }
        return names;
    }

    boolean has(Work work) {
        return rounds.keySet().stream().anyMatch(key -> key.work == work);
    }

    private List<Figures> figures(Jdk jdk, Work work, Variant variant) {
        return rounds.getOrDefault(new Key(jdk, work, variant), List.of());
    }
}
