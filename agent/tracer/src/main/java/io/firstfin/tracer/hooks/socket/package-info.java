/**
 * What gets woven into the JDK's sockets: a file for each class family, with its targets and the advice
 * for them. The advice of these classes also runs while the JVM starts and in every connect and close:
 * it names JDK types alone.
 *
 * <p>May import {@code tracer.weave}, {@code io.firstfin.bootstrap} and Byte Buddy's annotations.
 */
package io.firstfin.tracer.hooks.socket;
