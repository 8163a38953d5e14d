package io.firstfin.analysis.golden;

import io.firstfin.bootstrap.AcceptEvent;
import io.firstfin.bootstrap.AcceptQueueEvent;
import io.firstfin.bootstrap.AgentStatusEvent;
import io.firstfin.bootstrap.BindEvent;
import io.firstfin.bootstrap.CallSiteEvent;
import io.firstfin.bootstrap.CloseEvent;
import io.firstfin.bootstrap.CloseWaitEvent;
import io.firstfin.bootstrap.ConnectEvent;
import io.firstfin.bootstrap.DescriptorExhaustionEvent;
import io.firstfin.bootstrap.FinWaitEvent;
import io.firstfin.bootstrap.HalfCloseEvent;
import io.firstfin.bootstrap.HttpExchangeEvent;
import io.firstfin.bootstrap.KernelCountersEvent;
import io.firstfin.bootstrap.KernelSettingsEvent;
import io.firstfin.bootstrap.KernelStateEvent;
import io.firstfin.bootstrap.PortBudgetEvent;
import io.firstfin.bootstrap.PortExhaustionEvent;
import io.firstfin.bootstrap.PortInUseEvent;
import io.firstfin.bootstrap.UnreleasedChannelEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jfr.Event;

/**
 * A {@link LiteralRecording} of what an agent tells: its events with the values that most of them have, so that a
 * table names only what is special. Where a connection leads is written as its ends: {@code
 * 10.0.0.1:40001>10.0.0.7:8080} for one that we opened, {@code <} for one that we accepted, {@code ?} where that
 * is unknown; our end is the left one.
 */
final class AgentRecording {

    private static final Pattern ENDS = Pattern.compile("\\[?([^]]*?)]?:(\\d+)([<>?])\\[?([^]]*?)]?:(\\d+)");
    private static final Map<String, String> ROLES = Map.of(">", "CLIENT", "<", "SERVER", "?", "UNKNOWN");
    private static final String NONE = "none";

    private final LiteralRecording file;
    private String[] opener = {};
    private String[] closer = {};

    /** The events of one JVM, in a file without chunks yet. */
    AgentRecording(LiteralRecording file) {
        this.file = file;
    }

    /** One JVM, recorded for so many seconds in one chunk. */
    static AgentRecording lasting(double seconds) {
        return new AgentRecording(
                new LiteralRecording("2026-03-01T10:00:00Z").jvm(4711).chunk(0, seconds));
    }

    LiteralRecording file() {
        return file;
    }

    /** The stack of the connects and accepts that follow, the innermost frame first. */
    AgentRecording openedBy(String... stack) {
        opener = stack;
        return this;
    }

    /** The stack of the closes that follow. */
    AgentRecording closedBy(String... stack) {
        closer = stack;
        return this;
    }

    AgentRecording settings(double at, String... values) {
        return event(
                at,
                KernelSettingsEvent.class,
                values,
                "kernelVersion=6.18.5",
                "networkNamespace=net:[4026531840]",
                "firstPort=32768",
                "lastPort=60999",
                "reservedPorts=",
                "ephemeralPorts=28232",
                "twReuse=2",
                "twReuseDelay=1s",
                "timestamps=1",
                "maxTimeWaitBuckets=131072",
                "finTimeout=60s",
                "maxOrphans=65536",
                "retries2=15",
                "somaxconn=4096");
    }

    AgentRecording counters(double at, String... values) {
        return event(at, KernelCountersEvent.class, values);
    }

    AgentRecording status(double at, String... values) {
        return event(
                at,
                AgentStatusEvent.class,
                values,
                "version=0.1.0",
                "woven=NioSocketImpl, Net",
                "libraries=",
                "leftAlone=",
                "kernelSource=SOCK_DIAG",
                "kernelDelay=3ms",
                "untracedConnections=0",
                "untracedOpens=0",
                "cpuTime=12ms");
    }

    /** Settings at the beginning, a status at the end: what every recording of the agent has. */
    AgentRecording framed(double end) {
        return settings(0.001).status(end - 0.01);
    }

    AgentRecording connect(double at, String name, String ends, String... values) {
        return event(at, ConnectEvent.class, values, opener, of(name, ends, "api=Socket", "soLinger=-1"));
    }

    AgentRecording accept(double at, String name, String ends, String... values) {
        return event(at, AcceptEvent.class, values, opener, of(name, ends, "api=Socket", "soLinger=-1"));
    }

    AgentRecording bind(double at, String name, String ends, String... values) {
        return event(at, BindEvent.class, values, opener, of(name, ends));
    }

    AgentRecording halfClose(double at, String name, String ends, String... values) {
        return event(at, HalfCloseEvent.class, values, closer, of(name, ends, "kernelState=ESTABLISHED"));
    }

    AgentRecording close(double at, String name, String ends, String... values) {
        return event(
                at,
                CloseEvent.class,
                values,
                closer,
                of(
                        name,
                        ends,
                        "role=" + role(ends),
                        "api=Socket",
                        "closedFirst=LOCAL",
                        "proof=PROVEN",
                        "ending=FIN",
                        "trigger=CLOSE",
                        "kernelState=ESTABLISHED",
                        "evidence=ESTABLISHED at the entry of close",
                        "reason=UNKNOWN",
                        "reasonEvidence=nothing seen that tells",
                        "soLinger=-1",
                        "unreadBytes=-1",
                        "lifetime=unknown",
                        "closeWait=unknown",
                        "quietBeforeFin=unknown",
                        "sentAfterFin=unknown",
                        "exchanges=-1",
                        "bytesSent=-1",
                        "bytesReceived=-1",
                        "roundTripTime=unknown",
                        "retransmits=-1"));
    }

    AgentRecording kernelState(double at, String name, String ends, String... values) {
        return event(
                at,
                KernelStateEvent.class,
                values,
                new String[0],
                of(
                        name,
                        ends,
                        "state=TIME_WAIT",
                        "remaining=59.99s",
                        "undelivered=-1",
                        "source=SOCK_DIAG",
                        "closedFirst=LOCAL",
                        "proof=PROVEN",
                        "ending=FIN",
                        "timeWait=LOCAL",
                        "evidence=TIME_WAIT after close",
                        "agrees=true"));
    }

    /**
     * A connection from its opening to the kernel's state after its close.
     *
     * @param from when it was opened
     * @param to when it was closed
     * @param values of the close; with {@code open.} before them those of the opening, with {@code kernel.} those
     *     of the kernel's state, which else says what the close did; {@code open=none} and {@code kernel=none}
     *     leave that event out
     */
    AgentRecording life(String name, String ends, double from, double to, String... values) {
        List<String> open = new ArrayList<>();
        List<String> close = new ArrayList<>();
        List<String> kernel = new ArrayList<>();
        close.add("lifetime=" + Math.round((to - from) * 1e6) + "us");
        for (String value : values) {
            if (value.startsWith("open.")) {
                open.add(value.substring("open.".length()));
            } else if (value.startsWith("kernel.")) {
                kernel.add(value.substring("kernel.".length()));
            } else if (value.equals("open=none")) {
                open.add(NONE);
            } else if (value.equals("kernel=none")) {
                kernel.add(NONE);
            } else {
                close.add(value);
            }
        }
        if (!open.contains(NONE)) {
            String[] told = open.toArray(String[]::new);
            if (role(ends).equals("SERVER")) {
                accept(from, name, ends, told);
            } else {
                connect(from, name, ends, told);
            }
        }
        close(to, name, ends, close.toArray(String[]::new));
        if (!kernel.contains(NONE)) {
            List<String> settled = settled(close);
            settled.addAll(kernel);
            kernelState(to + 0.002, name, ends, settled.toArray(String[]::new));
        }
        return this;
    }

    AgentRecording sample(double at, String act, String name, String ends, int weight, String... stack) {
        List<String> values = of(name, ends, "act=" + act, "weight=" + weight);
        file.event(at, CallSiteEvent.class, values, stack);
        return this;
    }

    AgentRecording exchange(double at, String name, String ends, String... values) {
        return event(
                at,
                HttpExchangeEvent.class,
                values,
                opener,
                of(name, ends, "method=GET", "host=shop:8080", "status=200", "version=HTTP/1.1", "exchange=1"));
    }

    /** What the kernel shows of the ports towards a destination; of 500 ports unless told otherwise. */
    AgentRecording budget(double at, String side, String ends, String... values) {
        Matcher both = both(ends);
        return event(
                at,
                PortBudgetEvent.class,
                values,
                "side=" + side,
                "localAddress=" + both.group(1),
                "localPort=" + both.group(2),
                "remoteAddress=" + both.group(4),
                "remotePort=" + both.group(5),
                "capacity=500",
                "otherProcesses=0",
                "opensPerSecond=-1",
                "secondsLeft=unknown",
                "owners=");
    }

    AgentRecording exhaustion(double at, String call, String ends, String... values) {
        Matcher both = both(ends);
        return event(
                at,
                PortExhaustionEvent.class,
                values,
                "call=" + call,
                "api=Socket",
                "localAddress=" + both.group(1),
                "remoteAddress=" + both.group(4),
                "remotePort=" + both.group(5),
                "capacity=500",
                "owners=",
                "settings=ip_local_port_range=32768-33267 tcp_tw_reuse=0",
                "failure=Cannot assign requested address");
    }

    AgentRecording portInUse(double at, String name, String ends, String... values) {
        return event(
                at,
                PortInUseEvent.class,
                values,
                new String[0],
                of(name, ends, "api=Socket", "failure=Cannot assign requested address"));
    }

    AgentRecording descriptorExhaustion(double at, String... values) {
        return event(
                at,
                DescriptorExhaustionEvent.class,
                values,
                "call=SOCKET",
                "limit=1024",
                "failedAt=shop.Feed.open:12",
                "failure=Too many open files");
    }

    AgentRecording closeWait(double at, String name, String ends, String... values) {
        return event(
                at,
                CloseWaitEvent.class,
                values,
                new String[0],
                of(name, ends, "role=" + role(ends), "alike=1", "inAll=1", "inAcceptQueues=0"));
    }

    AgentRecording finWait(double at, String name, String ends, String... values) {
        return event(
                at,
                FinWaitEvent.class,
                values,
                new String[0],
                of(name, ends, "role=" + role(ends), "alike=1", "inAll=1"));
    }

    AgentRecording unreleased(double at, String name, String ends, String... values) {
        return event(
                at,
                UnreleasedChannelEvent.class,
                values,
                new String[0],
                of(name, ends, "kernelState=CLOSE", "unreleased=1"));
    }

    AgentRecording acceptQueue(double at, String address, int port, String... values) {
        return event(
                at,
                AcceptQueueEvent.class,
                values,
                "localAddress=" + address,
                "localPort=" + port,
                "queueLimit=50",
                "longestWaiting=0s",
                "sinceLastAccept=unknown");
    }

    private AgentRecording event(double at, Class<? extends Event> type, String[] special, String... usual) {
        return event(at, type, special, new String[0], List.of(usual));
    }

    private AgentRecording event(
            double at, Class<? extends Event> type, String[] special, String[] stack, List<String> usual) {
        List<String> values = new ArrayList<>(usual);
        values.addAll(List.of(special));
        file.event(at, type, values, stack);
        return this;
    }

    /** The kernel's word that confirms a close. */
    private static List<String> settled(List<String> close) {
        Map<String, String> told =
                new LinkedHashMap<>(Map.of("closedFirst", "LOCAL", "proof", "PROVEN", "ending", "FIN"));
        for (String value : close) {
            int equals = value.indexOf('=');
            told.put(value.substring(0, equals), value.substring(equals + 1));
        }
        String first = told.get("closedFirst");
        String ending = told.get("ending");
        String timeWait = ending.equals("FIN") ? first : ending.contains("RESET") ? "NONE" : "UNKNOWN";
        boolean ours = timeWait.equals("LOCAL") || timeWait.equals("BOTH");
        List<String> settled = new ArrayList<>(List.of(
                "closedFirst=" + first,
                "proof=" + told.get("proof"),
                "ending=" + ending,
                "timeWait=" + timeWait,
                "state=" + (ours ? "TIME_WAIT" : "null"),
                "remaining=" + (ours ? "59.99s" : "unknown"),
                "evidence=" + (ours ? "TIME_WAIT after close" : "nothing left here after close")));
        if (told.containsKey("resetBy")) {
            settled.add("resetBy=" + told.get("resetBy"));
        }
        return settled;
    }

    private static List<String> of(String name, String ends, String... more) {
        Matcher both = both(ends);
        List<String> values = new ArrayList<>(List.of(
                "connection=" + name,
                "localAddress=" + both.group(1),
                "localPort=" + both.group(2),
                "remoteAddress=" + both.group(4),
                "remotePort=" + both.group(5)));
        values.addAll(List.of(more));
        return values;
    }

    private static String role(String ends) {
        return ROLES.get(both(ends).group(3));
    }

    private static Matcher both(String ends) {
        Matcher both = ENDS.matcher(ends);
        if (!both.matches()) {
            throw new IllegalArgumentException("no ends of a connection: " + ends);
        }
        return both;
    }
}
