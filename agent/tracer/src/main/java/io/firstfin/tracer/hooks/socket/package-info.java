/**
 * The advice for the JDK's sockets: one file for each family of classes, with the methods and their advice. The
 * advice of these classes also runs while the JVM starts and in every connect and close: it uses JDK types only.
 *
 * <p>May import {@code tracer.weave}, {@code io.firstfin.bootstrap} and Byte Buddy's annotations.
 */
package io.firstfin.tracer.hooks.socket;
