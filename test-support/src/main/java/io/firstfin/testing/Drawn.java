package io.firstfin.testing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** A value with the choices that built it. A smaller one has fewer choices, or as many with a smaller sum. */
public final class Drawn<T> implements Comparable<Drawn<T>> {
    private static final Comparator<List<Long>> SIZE = Comparator.<List<Long>>comparingInt(List::size)
            .thenComparingLong(
                    choices -> choices.stream().mapToLong(Long::longValue).sum());

    private final Generator<T> generator;
    private final Choices choices;
    private final T value;

    private Drawn(Generator<T> generator, Choices choices) {
        this.generator = generator;
        this.choices = choices;
        this.value = generator.draw(choices);
    }

    /** The same seed gives the same value. */
    public static <T> Drawn<T> of(Generator<T> generator, long seed) {
        return new Drawn<>(generator, new Choices(new SplittableRandom(seed)));
    }

    public T value() {
        return value;
    }

    /** Smaller values, those with shorter lists first. The stream builds them one by one. */
    public Stream<Drawn<T>> smaller() {
        return Stream.concat(choices.lists().stream().flatMap(this::shorter), simpler())
                .map(changed -> new Drawn<>(generator, new Choices(changed)))
                .filter(drawn -> drawn.compareTo(this) < 0);
    }

    /** Leaves out all elements of a list, then each half of them, and so on down to each single one. */
    private Stream<List<Long>> shorter(int[] begins) {
        int elements = begins.length - 1;
        return IntStream.iterate(elements, size -> size > 0, size -> size / 2)
                .boxed()
                .flatMap(size -> IntStream.iterate(0, first -> first < elements, first -> first + size)
                        .mapToObj(first -> {
                            List<Long> changed = new ArrayList<>(choices.made());
                            int end = Math.min(first + size, elements);
                            changed.subList(begins[first], begins[end]).clear();
                            return changed;
                        }));
    }

    /** Replaces one choice by 0, by its half, or by one less. The lengths of lists stay as they are. */
    private Stream<List<Long>> simpler() {
        Set<Integer> lengths =
                choices.lists().stream().flatMapToInt(Arrays::stream).boxed().collect(Collectors.toSet());
        return IntStream.range(0, choices.made().size())
                .filter(index -> choices.made().get(index) > 0 && !lengths.contains(index))
                .boxed()
                .flatMap(index -> {
                    long number = choices.made().get(index);
                    return LongStream.of(0, number / 2, number - 1).mapToObj(less -> {
                        List<Long> changed = new ArrayList<>(choices.made());
                        changed.set(index, less);
                        return changed;
                    });
                });
    }

    @Override
    public int compareTo(Drawn<T> other) {
        return SIZE.compare(choices.made(), other.choices.made());
    }
}
