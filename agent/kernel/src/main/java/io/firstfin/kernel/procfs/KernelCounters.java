package io.firstfin.kernel.procfs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The TCP counters of a network namespace that bear on how connections end; absolute since the
 * namespace began, but for the three that say "now". -1 where this kernel does not tell.
 *
 * @param activeOpens      Tcp ActiveOpens
 * @param passiveOpens     Tcp PassiveOpens
 * @param attemptFails     Tcp AttemptFails
 * @param estabResets      Tcp EstabResets
 * @param currEstab        Tcp CurrEstab: now ESTABLISHED or CLOSE_WAIT
 * @param retransSegs      Tcp RetransSegs
 * @param outRsts          Tcp OutRsts
 * @param timeWaitSockets  sockstat TCP tw: now in TIME_WAIT
 * @param orphans          sockstat TCP orphan: now held by no process
 * @param timeWaited       TcpExt TW: TIME_WAITs begun; counted when the timer is set
 * @param timeWaitRecycled TcpExt TWRecycled: TIME_WAIT sockets reused by a new connect
 * @param timeWaitKilled   TcpExt TWKilled
 * @param timeWaitOverflow TcpExt TCPTimeWaitOverflow: dropped for tcp_max_tw_buckets
 * @param abortOnData      TcpExt TCPAbortOnData: resets by SO_LINGER 0 or data after close
 * @param abortOnClose     TcpExt TCPAbortOnClose: resets because received data was never read
 * @param abortOnMemory    TcpExt TCPAbortOnMemory
 * @param abortOnTimeout   TcpExt TCPAbortOnTimeout
 * @param abortOnLinger    TcpExt TCPAbortOnLinger
 * @param listenOverflows  TcpExt ListenOverflows
 * @param listenDrops      TcpExt ListenDrops
 */
public record KernelCounters(
        long activeOpens,
        long passiveOpens,
        long attemptFails,
        long estabResets,
        long currEstab,
        long retransSegs,
        long outRsts,
        long timeWaitSockets,
        long orphans,
        long timeWaited,
        long timeWaitRecycled,
        long timeWaitKilled,
        long timeWaitOverflow,
        long abortOnData,
        long abortOnClose,
        long abortOnMemory,
        long abortOnTimeout,
        long abortOnLinger,
        long listenOverflows,
        long listenDrops) {

    /** The counters of this process's network namespace. Never throws. */
    public static KernelCounters read() {
        return read(Path.of("/proc/self"));
    }

    /** The counters of the namespace of that process, such as {@code /proc/4711}. Never throws. */
    public static KernelCounters read(Path procRoot) {
        Map<String, Long> tcp = NamedCounters.ofTwoLines(lines(procRoot, "net/snmp"), "Tcp:");
        Map<String, Long> ext = NamedCounters.ofTwoLines(lines(procRoot, "net/netstat"), "TcpExt:");
        Map<String, Long> now = NamedCounters.ofPairs(lines(procRoot, "net/sockstat"), "TCP:");
        return new KernelCounters(
                of(tcp, "ActiveOpens"),
                of(tcp, "PassiveOpens"),
                of(tcp, "AttemptFails"),
                of(tcp, "EstabResets"),
                of(tcp, "CurrEstab"),
                of(tcp, "RetransSegs"),
                of(tcp, "OutRsts"),
                of(now, "tw"),
                of(now, "orphan"),
                of(ext, "TW"),
                of(ext, "TWRecycled"),
                of(ext, "TWKilled"),
                of(ext, "TCPTimeWaitOverflow"),
                of(ext, "TCPAbortOnData"),
                of(ext, "TCPAbortOnClose"),
                of(ext, "TCPAbortOnMemory"),
                of(ext, "TCPAbortOnTimeout"),
                of(ext, "TCPAbortOnLinger"),
                of(ext, "ListenOverflows"),
                of(ext, "ListenDrops"));
    }

    private static long of(Map<String, Long> counters, String name) {
        return counters.getOrDefault(name, -1L);
    }

    private static List<String> lines(Path procRoot, String file) {
        try {
            return Files.readAllLines(procRoot.resolve(file), StandardCharsets.ISO_8859_1);
        } catch (IOException notHere) {
            return List.of();
        }
    }
}
