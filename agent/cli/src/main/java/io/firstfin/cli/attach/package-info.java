/**
 * Sends requests to a running JVM: to HotSpot's attach listener, and through it to the agent inside the JVM.
 *
 * <p>FirstFin uses the listener's Unix socket directly, not {@code jdk.attach}. That module is missing from many
 * images, finds the sockets of other namespaces differently from release to release, never gives up on a stopped
 * JVM, and hides what the JVM answered. The protocol is small and has not changed since JDK 9. May import {@code
 * jvm}, {@code message} and the JDK, and JNA only to send a signal where there is no kill program.
 */
package io.firstfin.cli.attach;
