package io.firstfin.testing;

/** Builds a value from choices, and from nothing else that could change: the same choices build the same value. */
@FunctionalInterface
public interface Generator<T> {
    T draw(Choices choices);
}
