package io.firstfin.testing;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * The random choices that make up one value. Each choice is kept as a number of 0 or more. The same numbers build the
 * same value again, smaller numbers build a simpler one. Both ends of a range are drawn far more often than the
 * numbers between them, because code breaks there.
 */
public final class Choices {
    private static final String PRINTABLE =
            "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 !\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

    /** A generator, and how often it is used in comparison with the others. */
    public record Weighted<T>(int weight, Generator<T> generator) {}

    private final RandomGenerator random; // null if the choices are given
    private final List<Long> given;
    private final List<Long> made = new ArrayList<>();
    /** For each list, the positions at which its elements begin, and where the last one ends. Outer lists come first. */
    private final Deque<int[]> lists = new ArrayDeque<>();

    Choices(RandomGenerator random) {
        this.random = random;
        this.given = List.of();
    }

    /** If the generator asks for more choices than these, the missing ones are 0. */
    Choices(List<Long> given) {
        this.random = null;
        this.given = given;
    }

    List<Long> made() {
        return made;
    }

    Deque<int[]> lists() {
        return lists;
    }

    /** A number of this range, including both ends. The simplest is the least. */
    public long between(long least, long most) {
        return least + choose(most - least, () -> byChance(most - least));
    }

    public int between(int least, int most) {
        return (int) between((long) least, (long) most);
    }

    /** A number from {@code -most - 1} to {@code most}. The simplest is 0. */
    public int signed(int most) {
        boolean negative = bool();
        int number = between(0, most);
        return negative ? -1 - number : number;
    }

    public boolean bool() {
        return of(false, true);
    }

    /** One of these, each as often as the others. The simplest is the first. */
    @SafeVarargs
    public final <T> T of(T... values) {
        return values[(int) choose(values.length - 1, () -> random.nextInt(values.length))];
    }

    /** A value of one of these generators. The simplest is that of the first. */
    @SafeVarargs
    public final <T> T oneOf(Weighted<T>... generators) {
        int chosen = (int) choose(generators.length - 1, () -> {
            int rest = random.nextInt(
                    Arrays.stream(generators).mapToInt(Weighted::weight).sum());
            int index = 0;
            while (rest >= generators[index].weight()) {
                rest -= generators[index++].weight();
            }
            return index;
        });
        return generators[chosen].generator().draw(this);
    }

    public static <T> Weighted<T> weighted(int weight, Generator<T> generator) {
        return new Weighted<>(weight, generator);
    }

    /** Half of the letters are printable ASCII. The others are any char up to this one, surrogates included. */
    public char letter(int most) {
        int printable = PRINTABLE.length();
        int number = (int) choose(
                printable + most, () -> random.nextBoolean() ? random.nextInt(printable) : printable + byChance(most));
        return number < printable ? PRINTABLE.charAt(number) : (char) (number - printable);
    }

    public String text(int shortest, int longest, Generator<Character> letter) {
        StringBuilder text = new StringBuilder();
        list(shortest, longest, letter).forEach(text::append);
        return text.toString();
    }

    /** A text of up to 255 letters of any kind. */
    public String text() {
        return text(0, 255, choices -> choices.letter(Character.MAX_VALUE));
    }

    /** An unmodifiable list. A choice before each element says that there is one, so any element can be left out. */
    public <T> List<T> list(int shortest, int longest, Generator<T> element) {
        long size = random == null ? longest : shortest + byChance(longest - shortest);
        List<T> list = new ArrayList<>();
        IntStream.Builder begins = IntStream.builder();
        begins.add(made.size());
        while (isAnother(list.size(), shortest, longest, size)) {
            list.add(element.draw(this));
            begins.add(made.size());
        }
        lists.addFirst(begins.build().toArray());
        return List.copyOf(list);
    }

    private boolean isAnother(int count, int shortest, int longest, long size) {
        boolean another = choose(count < longest ? 1 : 0, () -> count < size ? 1 : 0) == 1;
        return another || count < shortest;
    }

    private long choose(long most, LongSupplier byChance) {
        long number = 0;
        if (random != null) {
            number = byChance.getAsLong();
        } else if (made.size() < given.size()) {
            number = Math.min(most, given.get(made.size()));
        }
        made.add(number);
        return number;
    }

    /** A quarter of the numbers are at the ends of the range. Of the others, half have a random number of bits. */
    private long byChance(long most) {
        return switch (random.nextInt(8)) {
            case 0 -> Math.min(most, random.nextInt(2));
            case 1 -> Math.max(0, most - random.nextInt(2));
            case 2, 3, 4 -> {
                int bits = Long.SIZE - Long.numberOfLeadingZeros(most);
                yield Math.min(most, random.nextLong(1L << random.nextInt(bits + 1)));
            }
            default -> random.nextLong(most + 1);
        };
    }
}
