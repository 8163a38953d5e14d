/**
 * Property-based tests: a statement is tried with random values, and a value that breaks it is made smaller.
 *
 * <p>Read {@link io.firstfin.testing.Property} first. A {@link io.firstfin.testing.Generator} builds a value from
 * {@link io.firstfin.testing.Choices}. A {@link io.firstfin.testing.Drawn} value remembers its choices. Smaller values
 * are built from fewer or smaller choices, by the same generator: it needs no code for that.
 *
 * <p>Only tests use this package; it is not in firstfin.jar. It imports nothing but the JDK, because the chaos tests
 * also run without JUnit.
 */
package io.firstfin.testing;
