package io.firstfin.testing;

import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Tries a statement with random values. If a value breaks it, smaller values are tried, as long as they fail with the
 * same kind of exception. The failure then names the smallest value and a seed.
 *
 * <p>To try the same value again, run that test alone with this seed: {@code mvn verify -Dtest=CLASS#METHOD
 * -Dproperty.seed=SEED}. No other value is tried then.
 */
public final class Property {
    private static final int TRIES = 1_000;
    private static final Long SEED = Long.getLong("property.seed");
    private static final long SEARCH_NANOS = TimeUnit.SECONDS.toNanos(20);

    private Property() {}

    public static <T> void forAll(Generator<T> generator, Consumer<T> statement) {
        forAll(TRIES, generator, statement);
    }

    public static <A, B> void forAll(Generator<A> one, Generator<B> other, BiConsumer<A, B> statement) {
        forAll(choices -> new Pair<>(one.draw(choices), other.draw(choices)), pair -> pair.accept(statement));
    }

    public static <T> void forAll(int tries, Generator<T> generator, Consumer<T> statement) {
        SplittableRandom seeds = new SplittableRandom();
        for (int i = 0; i < (SEED == null ? tries : 1); i++) {
            long seed = SEED == null ? seeds.nextLong() : SEED;
            Drawn<T> drawn = Drawn.of(generator, seed);
            Throwable failure = failure(drawn, statement);
            if (failure != null) {
                Drawn<T> smallest = smallest(drawn, failure, statement);
                throw new AssertionError(
                        "broken by " + smallest.value() + "\nmade smaller from " + drawn.value()
                                + "\nto try it again: -Dproperty.seed=" + seed,
                        failure(smallest, statement));
            }
        }
    }

    private static <T> Drawn<T> smallest(Drawn<T> drawn, Throwable failure, Consumer<T> statement) {
        long end = System.nanoTime() + SEARCH_NANOS;
        Drawn<T> smallest = drawn;
        Optional<Drawn<T>> next = Optional.of(drawn);
        while (next.isPresent()) {
            smallest = next.get();
            next = smallest.smaller()
                    .takeWhile(smaller -> System.nanoTime() < end)
                    .filter(smaller -> failure.getClass().isInstance(failure(smaller, statement)))
                    .findFirst();
        }
        return smallest;
    }

    private static <T> Throwable failure(Drawn<T> drawn, Consumer<T> statement) {
        try {
            statement.accept(drawn.value());
            return null;
        } catch (Throwable failure) { // assertions throw errors
            return failure;
        }
    }

    private record Pair<A, B>(A one, B other) {
        void accept(BiConsumer<A, B> statement) {
            statement.accept(one, other);
        }

        @Override
        public String toString() {
            return one + ", " + other;
        }
    }
}
