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
import jdk.jfr.Timespan;

/** The sysctls that bear on TIME_WAIT and ports, once a chunk; -1 and null where the kernel does not tell. */
@Registered(false)
@Enabled(false)
@Name("firstfin.KernelSettings")
@Label("Kernel Settings")
@Category("FirstFin")
@Description("The kernel settings of this network namespace that affect TIME_WAIT and ports")
@StackTrace(false)
@Period("beginChunk")
public final class KernelSettingsEvent extends Event {
    @Label("Kernel Version")
    public String kernelVersion;

    @Label("Network Namespace")
    @Description("The network namespace, as /proc/self/ns/net names it")
    public String networkNamespace;

    @Label("First Ephemeral Port")
    @Description("net.ipv4.ip_local_port_range")
    public int firstPort;

    @Label("Last Ephemeral Port")
    @Description("net.ipv4.ip_local_port_range")
    public int lastPort;

    @Label("Reserved Ports")
    @Description("net.ipv4.ip_local_reserved_ports")
    public String reservedPorts;

    @Label("Ephemeral Ports")
    @Description("Ports that connect can choose from: the range less the reserved ones in it")
    public int ephemeralPorts;

    @Label("tcp_tw_reuse")
    @Description("0 off, 1 on, 2 for loopback only")
    public int twReuse;

    @Label("tcp_tw_reuse_delay")
    @Description("How old a TIME_WAIT must be to be reused")
    @Timespan(Timespan.MILLISECONDS)
    public long twReuseDelay;

    @Label("tcp_timestamps")
    @Description("0 off, 1 on, 2 on without random offset")
    public int timestamps;

    @Label("tcp_max_tw_buckets")
    @Description("Above this the kernel drops TIME_WAIT sockets")
    public int maxTimeWaitBuckets;

    @Label("tcp_fin_timeout")
    @Description("How long an orphaned FIN_WAIT2 is kept; it does not shorten TIME_WAIT")
    @Timespan(Timespan.SECONDS)
    public long finTimeout;

    @Label("tcp_max_orphans")
    public int maxOrphans;

    @Label("tcp_retries2")
    @Description("Retransmissions before an established connection is given up")
    public int retries2;

    @Label("tcp_abort_on_overflow")
    public int abortOnOverflow;

    @Label("somaxconn")
    public int somaxconn;
}
