/**
 * Chaos: random plans of acts, played by a traced JVM and held against the kernel's own record.
 *
 * <p>Read {@link io.firstfin.sample.chaos.ChaosIT} first. {@code Plans} draws, {@code ChaosVictim}
 * plays in a JVM of its own, {@code EndpointTruth} reads what the kernel did, {@code Judgement} compares,
 * {@code Shrinking} makes smaller what failed. {@code ChaosMain} does the same from a shell, without Maven.
 */
package io.firstfin.sample.chaos;
