/**
 * The classes in the boot loader of the traced JVM: the bridge that woven code calls, and the JFR events.
 *
 * <p>May import {@code java.base} and {@code jdk.jfr} and nothing else: the boot loader finds nothing else. It
 * stays small (a test holds it under 30 classes) because classes of the boot loader are never unloaded, not even
 * when FirstFin is detached.
 *
 * <p>The life of a connection, as its events report it:
 * <pre>
 * firstfin.Bind?                       a local port chosen by hand
 * firstfin.Connect | firstfin.Accept   it begins; a failed Connect ends here
 *   firstfin.HalfClose?                our FIN, while we still read
 * firstfin.Close                       exactly one: who was first, how, and the closer's stack
 *   firstfin.KernelState?              what the kernel showed after that: settles the verdict
 * </pre>
 * All of them carry the same {@code connection}, and so do {@code firstfin.CloseWait} and {@code firstfin.FinWait},
 * which report a connection while it hangs, and {@code firstfin.UnreleasedChannel}, which reports a closed channel
 * that still has its descriptor. {@code firstfin.AcceptQueue} reports connections that wait to be accepted. {@code
 * firstfin.PortBudget} reports how many local ports are used, {@code firstfin.PortExhaustion} who held them when
 * none was free, {@code firstfin.PortInUse} who holds the one port that a socket was bound to, {@code
 * firstfin.DescriptorExhaustion} what was open when there was no descriptor for another one. {@code
 * firstfin.CallSite} samples stacks where a template does not take one for every event. {@code
 * firstfin.KernelSettings}, {@code firstfin.KernelCounters} and {@code firstfin.AgentStatus} report what the
 * verdicts depend on.
 */
package io.firstfin.bootstrap;
