/**
 * The scenarios played end to end, each in a JVM of its own, with the agent in both ways it can get
 * into a JVM and on every JDK found here. What FirstFin reports is held against what the scenario
 * expects and against the kernel's own record of every state transition.
 *
 * <p>Read {@link io.firstfin.sample.ScenariosIT} first. May use {@code io.firstfin.kernel} for the
 * oracle, and the shipped jar only as a user would: by starting it.
 */
package io.firstfin.sample;
