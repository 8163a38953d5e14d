/**
 * The code that runs inside the traced JVM, in its own class loader: the application does not see it, and it can be
 * collected after detach. The parent of the class loader is the platform loader.
 *
 * <p>From woven code to what FirstFin reports:
 * <pre>
 * hooks, weave      advice for the JDK's sockets and for libraries, and how it gets into their classes
 * lifecycle, http   what the bridge calls: the acts of connections, the exchanges over them
 * connection        the state of a connection
 * verdict, reason   who closed first and how, and why: pure
 * settle            asks the kernel after the close
 * ports             who uses up the ports
 * sink              where everything goes that was found: JFR, counters
 * record            recordings that FirstFin starts itself
 * control           puts it together; {@link io.firstfin.tracer.Attachment} is the entrance
 * base, jdk, site   tools, the JDK's internals, lines of code
 * </pre>
 * {@code DirectionTest} holds which package may import which.
 */
package io.firstfin.tracer;
