/**
 * Talks to a running JVM: first to HotSpot's attach listener, and through it to our agent inside.
 *
 * <p>The listener is spoken to directly, over its Unix socket, and not through {@code jdk.attach}:
 * that module is missing from many images, looks for other namespaces' sockets in ways that differ
 * from release to release, never gives up on a stopped JVM, and hides what the JVM answered. The
 * protocol is small and has been the same since JDK 9. May import {@code jvm} and the JDK; JNA
 * only for a signal where no program can send it.
 */
package io.firstfin.cli.attach;
