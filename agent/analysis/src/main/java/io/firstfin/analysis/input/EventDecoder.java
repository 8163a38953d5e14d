package io.firstfin.analysis.input;

import io.firstfin.analysis.event.AcceptEvent;
import io.firstfin.analysis.event.AcceptQueueEvent;
import io.firstfin.analysis.event.AgentStatusEvent;
import io.firstfin.analysis.event.BindEvent;
import io.firstfin.analysis.event.CallSiteEvent;
import io.firstfin.analysis.event.CloseEvent;
import io.firstfin.analysis.event.CloseWaitEvent;
import io.firstfin.analysis.event.ConnectEvent;
import io.firstfin.analysis.event.DescriptorExhaustionEvent;
import io.firstfin.analysis.event.Ends;
import io.firstfin.analysis.event.FinWaitEvent;
import io.firstfin.analysis.event.HalfCloseEvent;
import io.firstfin.analysis.event.JvmEvent;
import io.firstfin.analysis.event.KernelCountersEvent;
import io.firstfin.analysis.event.KernelSettingsEvent;
import io.firstfin.analysis.event.KernelStateEvent;
import io.firstfin.analysis.event.PortBudgetEvent;
import io.firstfin.analysis.event.PortExhaustionEvent;
import io.firstfin.analysis.event.PortInUseEvent;
import io.firstfin.analysis.event.StackTrace;
import io.firstfin.analysis.event.TracedEvent;
import io.firstfin.analysis.event.UnreleasedChannelEvent;
import io.firstfin.analysis.model.AcceptQueue;
import io.firstfin.analysis.model.Act;
import io.firstfin.analysis.model.AgentStatus;
import io.firstfin.analysis.model.KernelSettings;
import io.firstfin.analysis.model.OpenHttp;
import io.firstfin.analysis.model.PeerFin;
import io.firstfin.analysis.model.PortCount;
import io.firstfin.analysis.model.PortSide;
import io.firstfin.analysis.model.Traffic;
import io.firstfin.verdict.ClosedFirst;
import io.firstfin.verdict.Ending;
import io.firstfin.verdict.FailureKind;
import io.firstfin.verdict.Proof;
import io.firstfin.verdict.ResetBy;
import io.firstfin.verdict.Role;
import io.firstfin.verdict.TimeWait;
import io.firstfin.verdict.Trigger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jdk.jfr.EventType;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;

/**
 * Turns the events of JFR into typed ones: the only class that knows what JFR calls them and their
 * fields. Older agents wrote fewer fields, newer ones may write more, and words that are not known
 * here.
 */
final class EventDecoder {

    /** The event by which the JDK names the JVM. */
    static final String JVM = "jdk.JVMInformation";

    /** What the names of the agent's events begin with. */
    static final String OURS = "firstfin.";

    private static final int MOST_STACKS = 20_000;

    private final Purpose purpose;
    private final Map<Long, Fields.Type> types = new HashMap<>();

    // equal stacks of a chunk are one object, so identity is enough to find them again
    private final Map<RecordedStackTrace, StackTrace> stacks = new IdentityHashMap<>();

    EventDecoder(Purpose purpose) {
        this.purpose = purpose;
    }

    /** The typed event; empty where the purpose does not need it. */
    Optional<TracedEvent> decode(RecordedEvent event) {
        EventType described = event.getEventType();
        if (!purpose.needs(described.getName())) {
            return Optional.empty();
        }
        Fields.Type type = types.get(described.getId());
        if (type == null || !type.isOf(described)) {
            type = new Fields.Type(described);
            types.put(described.getId(), type);
        }
        return Optional.ofNullable(typed(described.getName(), new Fields(event, type)));
    }

    private TracedEvent typed(String name, Fields fields) {
        return switch (name) {
            case JVM -> jvm(fields);
            case "firstfin.Accept" -> new AcceptEvent(fields.time(), connection(fields), ends(fields), stack(fields));
            case "firstfin.AcceptQueue" -> acceptQueue(fields);
            case "firstfin.AgentStatus" -> agentStatus(fields);
            case "firstfin.Bind" -> bind(fields);
            case "firstfin.CallSite" -> callSite(fields);
            case "firstfin.Close" -> close(fields);
            case "firstfin.CloseWait" -> closeWait(fields);
            case "firstfin.Connect" -> connect(fields);
            case "firstfin.FinWait" -> new FinWaitEvent(fields.time(), connection(fields), fields.text("openedBy"));
            case "firstfin.HalfClose" -> new HalfCloseEvent(fields.time(), connection(fields), stack(fields));
            case "firstfin.KernelCounters" -> new KernelCountersEvent(fields.time(), fields.wholeNumbers());
            case "firstfin.KernelSettings" -> kernelSettings(fields);
            case "firstfin.KernelState" -> kernelState(fields);
            case "firstfin.PortBudget" -> portBudget(fields);
            case "firstfin.PortExhaustion" -> portExhaustion(fields);
            case "firstfin.PortInUse" -> portInUse(fields);
            case "firstfin.DescriptorExhaustion" -> descriptorExhaustion(fields);
            case "firstfin.UnreleasedChannel" -> unreleasedChannel(fields);
            default -> null;
        };
    }

    private static JvmEvent jvm(Fields fields) {
        return new JvmEvent(
                fields.time(),
                fields.number("pid"),
                fields.instant("jvmStartTime"),
                fields.text("jvmName"),
                fields.text("jvmVersion").lines().findFirst().orElse(""));
    }

    private static AcceptQueueEvent acceptQueue(Fields fields) {
        AcceptQueue.Look sample = new AcceptQueue.Look(
                Math.max(0, fields.number("queueLength")),
                fields.number("queueLimit"),
                fields.number("givenUp"),
                fields.span("longestWaiting"),
                fields.span("sinceLastAccept"),
                fields.text("acceptedBy"),
                fields.text("boundBy"),
                fields.text("acceptThread"),
                fields.text("acceptThreadAt"),
                fields.flag("acceptThreadWaits", false));
        return new AcceptQueueEvent(
                fields.time(),
                fields.address("localAddress"),
                fields.integer("localPort"),
                sample,
                fields.number("leftOut"));
    }

    private static AgentStatusEvent agentStatus(Fields fields) {
        return new AgentStatusEvent(
                fields.time(),
                new AgentStatus(
                        fields.text("version"),
                        fields.text("woven"),
                        fields.text("kernelSource"),
                        fields.text("kernelSourceReason"),
                        fields.span("kernelDelay"),
                        fields.number("liveConnections"),
                        fields.number("unsettled"),
                        fields.number("dropped"),
                        fields.number("suppressedErrors"),
                        fields.text("lastError"),
                        fields.span("cpuTime"),
                        fields.number("untracedConnections"),
                        fields.number("untracedOpens")));
    }

    private BindEvent bind(Fields fields) {
        return new BindEvent(
                fields.time(),
                fields.text("localAddress"),
                fields.integer("localPort"),
                fields.flag("listening", false),
                fields.flag("reuseAddress", false),
                fields.text("failure"),
                fields.text("heldBy"),
                stack(fields));
    }

    private CallSiteEvent callSite(Fields fields) {
        return new CallSiteEvent(
                fields.time(),
                connection(fields),
                ends(fields),
                fields.word("act", Act.class),
                Math.max(1, fields.number("weight")),
                fields.text("requestedBy"),
                stack(fields));
    }

    private CloseEvent close(Fields fields) {
        return new CloseEvent(
                fields.time(),
                connection(fields),
                ends(fields),
                role(fields),
                fields.word("closedFirst", ClosedFirst.class, ClosedFirst.UNKNOWN, ClosedFirst.UNKNOWN),
                proof(fields),
                fields.word("ending", Ending.class, Ending.UNKNOWN, Ending.UNKNOWN),
                resetBy(fields),
                fields.word("trigger", Trigger.class, Trigger.UNKNOWN, Trigger.UNKNOWN),
                fields.text("kernelState"),
                fields.text("evidence"),
                fields.text("reason"),
                purpose == Purpose.CLOSES ? fields.text("reasonEvidence") : "",
                fields.integer("soLinger"),
                fields.text("lingerSetBy"),
                fields.flag("reuseAddress", false),
                traffic(fields),
                fields.span("lifetime"),
                fields.span("closeWait"),
                new PeerFin(
                        fields.flag("finThenReset", false), fields.span("quietBeforeFin"), fields.span("sentAfterFin")),
                program(fields),
                fields.integer("exchanges"),
                fields.integer("lastStatus"),
                fields.text("proxyTarget"),
                fields.text("requestedBy"),
                stack(fields));
    }

    private Traffic traffic(Fields fields) {
        int unread = fields.integer("unreadBytes");
        if (purpose != Purpose.CLOSES) {
            return new Traffic(unread, -1, -1, Fields.UNKNOWN, -1);
        }
        return new Traffic(
                unread,
                fields.number("bytesSent"),
                fields.number("bytesReceived"),
                fields.span("roundTripTime"),
                fields.integer("retransmits"));
    }

    private static CloseWaitEvent closeWait(Fields fields) {
        return new CloseWaitEvent(
                fields.time(),
                connection(fields),
                ends(fields),
                role(fields),
                fields.span("waiting"),
                fields.text("openedBy"),
                program(fields),
                fields.number("alike"),
                fields.number("otherKinds"));
    }

    private ConnectEvent connect(Fields fields) {
        String failure = fields.text("failure");
        return new ConnectEvent(
                fields.time(),
                connection(fields),
                ends(fields),
                fields.flag("boundFirst", false),
                failure,
                failureKind(fields, failure),
                fields.flag("selfConnected", false),
                fields.text("host"),
                fields.text("requestedBy"),
                stack(fields));
    }

    private static FailureKind failureKind(Fields fields, String failure) {
        FailureKind other = failure.isEmpty() ? FailureKind.NONE : FailureKind.OTHER;
        return fields.word("failureKind", FailureKind.class, other, other);
    }

    private static KernelSettingsEvent kernelSettings(Fields fields) {
        return new KernelSettingsEvent(
                fields.time(),
                fields.text("networkNamespace"),
                new KernelSettings(
                        fields.text("kernelVersion"),
                        fields.integer("firstPort"),
                        fields.integer("lastPort"),
                        fields.text("reservedPorts"),
                        fields.integer("ephemeralPorts"),
                        fields.integer("twReuse"),
                        fields.span("twReuseDelay"),
                        fields.integer("timestamps"),
                        fields.integer("maxTimeWaitBuckets"),
                        fields.span("finTimeout")));
    }

    private static KernelStateEvent kernelState(Fields fields) {
        ClosedFirst first = fields.word("closedFirst", ClosedFirst.class, null, ClosedFirst.UNKNOWN);
        Optional<KernelStateEvent.Settled> verdict = first == null
                ? Optional.empty()
                : Optional.of(new KernelStateEvent.Settled(
                        first,
                        proof(fields),
                        Optional.ofNullable(fields.word("ending", Ending.class, null, Ending.UNKNOWN)),
                        resetBy(fields),
                        fields.word("timeWait", TimeWait.class, TimeWait.UNKNOWN, TimeWait.UNKNOWN),
                        fields.flag("agrees", true),
                        fields.text("evidence")));
        return new KernelStateEvent(
                fields.time(),
                connection(fields),
                fields.text("state"),
                fields.span("remaining"),
                fields.number("undelivered"),
                verdict);
    }

    private static PortBudgetEvent portBudget(Fields fields) {
        return fields.word("side", PortSide.class)
                .map(side -> new PortBudgetEvent(
                        side, ends(fields), portCount(fields), openHttp(side, fields), fields.number("truncated")))
                .orElse(null);
    }

    private static OpenHttp openHttp(PortSide side, Fields fields) {
        return new OpenHttp(
                ends(fields).destination(side),
                fields.text("httpClient"),
                fields.number("httpConnections"),
                fields.number("httpRequests"),
                fields.number("httpPools"),
                fields.number("httpUnread"),
                fields.span("httpUnreadFor"));
    }

    private static PortExhaustionEvent portExhaustion(Fields fields) {
        return new PortExhaustionEvent(
                fields.text("call").equals("BIND"),
                ends(fields),
                portCount(fields),
                fields.text("owners")
                        .lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .toList(),
                fields.text("guilty"),
                fields.text("settings"),
                fields.text("failure"),
                failures(fields));
    }

    private static PortInUseEvent portInUse(Fields fields) {
        return new PortInUseEvent(
                fields.time(), ends(fields), fields.text("heldBy"), fields.text("failedAt"), failures(fields));
    }

    private static DescriptorExhaustionEvent descriptorExhaustion(Fields fields) {
        return new DescriptorExhaustionEvent(
                fields.time(),
                fields.text("call").equals("ACCEPT"),
                (int) fields.number("localPort"),
                fields.number("limit"),
                (int) fields.number("connections"),
                (int) fields.number("inEstablished"),
                (int) fields.number("inCloseWait"),
                fields.text("openedBy"),
                (int) fields.number("openedThere"),
                fields.text("failedAt"),
                fields.text("failure"),
                failures(fields));
    }

    private static UnreleasedChannelEvent unreleasedChannel(Fields fields) {
        return new UnreleasedChannelEvent(
                fields.time(),
                connection(fields),
                fields.span("waiting"),
                fields.text("closedBy"),
                fields.text("httpClient"),
                fields.number("unreleased"));
    }

    private static PortCount portCount(Fields fields) {
        return new PortCount(
                fields.time(),
                fields.number("capacity"),
                fields.number("established"),
                fields.number("timeWait"),
                fields.number("otherStates"),
                fields.number("timeWaitOurs"),
                fields.number("otherProcesses"),
                fields.number("free"),
                fields.measure("opensPerSecond"),
                fields.span("secondsLeft"));
    }

    private static String connection(Fields fields) {
        return fields.text("connection");
    }

    private static Ends ends(Fields fields) {
        return new Ends(
                fields.address("localAddress"),
                fields.integer("localPort"),
                fields.address("remoteAddress"),
                fields.integer("remotePort"));
    }

    private static Role role(Fields fields) {
        return fields.word("role", Role.class, Role.UNKNOWN, Role.UNKNOWN);
    }

    /** A word of a newer agent is no proof. */
    private static Optional<Proof> proof(Fields fields) {
        return Optional.ofNullable(fields.word("proof", Proof.class, null, Proof.SUPPOSED));
    }

    private static ResetBy resetBy(Fields fields) {
        return fields.word("resetBy", ResetBy.class, ResetBy.NONE, ResetBy.UNKNOWN);
    }

    private static String program(Fields fields) {
        String client = fields.text("httpClient");
        return client.isEmpty() ? fields.text("httpServer") : client;
    }

    private static long failures(Fields fields) {
        return 1 + Math.max(0, fields.number("suppressed"));
    }

    private StackTrace stack(Fields fields) {
        RecordedStackTrace recorded = fields.stack();
        if (recorded == null) {
            return StackTrace.NONE;
        }
        if (stacks.size() >= MOST_STACKS) {
            stacks.clear();
        }
        return stacks.computeIfAbsent(recorded, EventDecoder::stack);
    }

    private static StackTrace stack(RecordedStackTrace recorded) {
        List<StackTrace.Frame> frames = new ArrayList<>();
        for (RecordedFrame frame : recorded.getFrames()) {
            if (frame.isJavaFrame()) {
                frames.add(new StackTrace.Frame(
                        frame.getMethod().getType().getName(),
                        frame.getMethod().getName(),
                        Math.max(0, frame.getLineNumber())));
            }
        }
        return new StackTrace(List.copyOf(frames), recorded.isTruncated());
    }
}
