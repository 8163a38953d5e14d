package io.firstfin.bootstrap;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Period;
import jdk.jfr.Registered;
import jdk.jfr.StackTrace;

/** The namespace's TCP counters, absolute; -1 where the kernel does not tell. */
@Registered(false)
@Enabled(false)
@Name("firstfin.KernelCounters")
@Label("Kernel Counters")
@Category("FirstFin")
@Description("The kernel's TCP counters of this network namespace, counted since it was created")
@StackTrace(false)
@Period("10 s")
public final class KernelCountersEvent extends Event {
    @Label("Active Opens")
    @Description("Tcp ActiveOpens")
    public long activeOpens;

    @Label("Passive Opens")
    @Description("Tcp PassiveOpens")
    public long passiveOpens;

    @Label("Attempt Fails")
    @Description("Tcp AttemptFails")
    public long attemptFails;

    @Label("Established Resets")
    @Description("Tcp EstabResets")
    public long estabResets;

    @Label("Currently Established")
    @Description("Tcp CurrEstab")
    public long currEstab;

    @Label("Retransmitted Segments")
    @Description("Tcp RetransSegs")
    public long retransSegs;

    @Label("Resets Sent")
    @Description("Tcp OutRsts")
    public long outRsts;

    @Label("TIME_WAIT Sockets")
    @Description("sockstat TCP tw: sockets in TIME_WAIT now")
    public long timeWaitSockets;

    @Label("Orphans")
    @Description("sockstat TCP orphan: sockets that no process holds any more")
    public long orphans;

    @Label("Time Waited")
    @Description("TcpExt TW: sockets that entered TIME_WAIT; the kernel counts one when it starts its timer")
    public long timeWaited;

    @Label("TIME_WAIT Recycled")
    @Description("TcpExt TWRecycled: TIME_WAIT sockets reused by a new connect")
    public long timeWaitRecycled;

    @Label("TIME_WAIT Killed")
    @Description("TcpExt TWKilled")
    public long timeWaitKilled;

    @Label("TIME_WAIT Overflow")
    @Description("TcpExt TCPTimeWaitOverflow: TIME_WAIT sockets dropped because tcp_max_tw_buckets was reached")
    public long timeWaitOverflow;

    @Label("Abort On Data")
    @Description("TcpExt TCPAbortOnData: resets by SO_LINGER 0 or data after close")
    public long abortOnData;

    @Label("Abort On Close")
    @Description("TcpExt TCPAbortOnClose: resets because received data was never read")
    public long abortOnClose;

    @Label("Abort On Memory")
    @Description("TcpExt TCPAbortOnMemory")
    public long abortOnMemory;

    @Label("Abort On Timeout")
    @Description("TcpExt TCPAbortOnTimeout")
    public long abortOnTimeout;

    @Label("Abort On Linger")
    @Description("TcpExt TCPAbortOnLinger")
    public long abortOnLinger;

    @Label("Listen Overflows")
    @Description("TcpExt ListenOverflows")
    public long listenOverflows;

    @Label("Listen Drops")
    @Description("TcpExt ListenDrops")
    public long listenDrops;
}
