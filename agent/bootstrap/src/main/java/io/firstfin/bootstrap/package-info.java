/**
 * What lives in the boot loader of the traced JVM: the bridge that woven JDK code calls, and the
 * JFR events.
 *
 * <p>May import {@code java.base} and {@code jdk.jfr} and nothing else: the boot loader finds
 * nothing else. It stays small (a test holds it under 30 classes) because classes of the boot loader
 * are never unloaded, not even when FirstFin is detached.
 *
 * <p>The life of a connection, as its events tell it:
 * <pre>
 * firstfin.Bind?                       a local port chosen by hand
 * firstfin.Connect | firstfin.Accept   it begins; a failed Connect ends here
 *   firstfin.HalfClose?                our FIN, while we still read
 * firstfin.Close                       exactly one: who was first, how, and the closer's stack
 *   firstfin.KernelState?              what the kernel showed after that: settles the verdict
 * </pre>
 * All of them carry the same {@code connection}, and so do {@code firstfin.CloseWait} and {@code
 * firstfin.FinWait}, told while a connection hangs, and {@code firstfin.UnreleasedChannel}, told while a
 * closed one keeps its descriptor. {@code firstfin.AcceptQueue} tells of connections that wait to be
 * accepted. {@code firstfin.PortBudget} tells how far the local
 * ports are used up, {@code firstfin.PortExhaustion} who had them when none was left, {@code
 * firstfin.PortInUse} who has the one port that a socket was bound to. {@code
 * firstfin.CallSite} samples stacks where a
 * template keeps them off the other events. {@code firstfin.KernelSettings}, {@code
 * firstfin.KernelCounters} and {@code firstfin.AgentStatus} tell what the verdicts stand on.
 */
package io.firstfin.bootstrap;
