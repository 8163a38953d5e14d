package io.firstfin.analysis.event;

import io.firstfin.analysis.model.Act;
import io.firstfin.analysis.model.AgentStatus;
import io.firstfin.analysis.model.Models;
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
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Events as literals: of a client at 10.0.0.1 towards 10.0.0.7:8080, unless a test says otherwise. */
public final class TestEvents {

    public static final Instant BEGIN = Instant.parse("2026-01-01T12:00:00Z");
    public static final Duration UNKNOWN = Duration.ofNanos(-1);
    public static final StackTrace STACK =
            new StackTrace(List.of(new StackTrace.Frame("shop.Orders", "send", 42)), false);

    private TestEvents() {}

    /** So many milliseconds after the beginning. */
    public static Instant at(long millis) {
        return BEGIN.plusMillis(millis);
    }

    public static Ends ends(int localPort) {
        return new Ends("10.0.0.1", localPort, "10.0.0.7", 8080);
    }

    public static ConnectEvent connect(long millis, String connection, Ends ends) {
        return new ConnectEvent(at(millis), connection, ends, false, "", FailureKind.NONE, false, "", "", STACK);
    }

    public static ConnectEvent failedConnect(long millis, String connection, FailureKind kind) {
        return new ConnectEvent(at(millis), connection, ends(-1), false, "it failed", kind, false, "", "", STACK);
    }

    /** A connect that failed before it had a local address. */
    public static ConnectEvent connectWithoutPort(long millis, String connection) {
        Ends remoteOnly = new Ends("", 0, "10.0.0.7", 8080);
        return new ConnectEvent(
                at(millis),
                connection,
                remoteOnly,
                false,
                "Cannot assign requested address",
                FailureKind.PORTS_EXHAUSTED,
                false,
                "",
                "",
                STACK);
    }

    public static AcceptEvent accept(long millis, String connection, Ends ends) {
        return new AcceptEvent(at(millis), connection, ends, STACK);
    }

    /** A client's close: LOCAL without doubt, by FIN, after 5 ms, unless changed. */
    public static Close close(long millis, String connection) {
        return new Close(millis, connection);
    }

    /** The kernel's word, in TIME_WAIT, which settles what the side and the ending were. */
    public static KernelStateEvent settled(long millis, String connection, ClosedFirst first, Ending ending) {
        return new KernelStateEvent(
                at(millis),
                connection,
                "TIME_WAIT",
                Duration.ofSeconds(59),
                Optional.of(new KernelStateEvent.Settled(
                        first,
                        Optional.of(Proof.PROVEN),
                        Optional.of(ending),
                        ResetBy.NONE,
                        TimeWait.after(first, ending),
                        true,
                        "TIME_WAIT after close")));
    }

    public static CallSiteEvent sample(long millis, String connection, Act act, long weight) {
        return new CallSiteEvent(at(millis), connection, ends(40_000), Optional.of(act), weight, "", STACK);
    }

    /** 1,000 ports towards 10.0.0.7:8080, of which so many are in TIME_WAIT. */
    public static PortBudgetEvent budget(long millis, PortSide side, long timeWait) {
        return new PortBudgetEvent(
                side,
                ends(side == PortSide.SERVER ? 80 : 0),
                new PortCount(at(millis), 1_000, 100, timeWait, 0, timeWait, 0, 900 - timeWait, 20, UNKNOWN),
                0);
    }

    /** Linux's default settings, with the name of the network namespace. */
    public static KernelSettingsEvent settings(long millis) {
        return new KernelSettingsEvent(at(millis), Models.NETWORK, Models.settings(2, 1));
    }

    /** An agent without problems that counts so many open connections. */
    public static AgentStatusEvent status(long millis, long liveConnections) {
        Duration none = Duration.ZERO;
        return new AgentStatusEvent(
                at(millis),
                new AgentStatus(
                        "0.1.0",
                        "NioSocketImpl, Net",
                        "SOCK_DIAG",
                        "",
                        none,
                        liveConnections,
                        0,
                        0,
                        0,
                        "",
                        none,
                        0,
                        0));
    }

    public static KernelCountersEvent timeWaitCounted(long millis, long sockets) {
        return new KernelCountersEvent(at(millis), Map.of("timeWaitSockets", sockets));
    }

    /** A close with the parts that tests change. */
    public static final class Close {
        private final long millis;
        private final String connection;
        private Ends ends = ends(40_000);
        private Role role = Role.CLIENT;
        private ClosedFirst first = ClosedFirst.LOCAL;
        private Optional<Proof> proof = Optional.of(Proof.PROVEN);
        private Ending ending = Ending.FIN;
        private ResetBy resetBy = ResetBy.NONE;
        private Trigger trigger = Trigger.CLOSE;
        private String kernelState = "ESTABLISHED";
        private String evidence = "ESTABLISHED at the entry of close";
        private String reason = "";
        private int soLinger = -1;
        private String lingerSetBy = "";
        private boolean reuseAddress;
        private int unreadBytes = -1;
        private Duration lifetime = Duration.ofMillis(5);
        private Duration closeWait = UNKNOWN;
        private PeerFin peerFin = PeerFin.NONE;
        private String program = "";
        private int exchanges = -1;
        private int lastStatus = -1;
        private String proxyTarget = "";
        private StackTrace stack = STACK;

        private Close(long millis, String connection) {
            this.millis = millis;
            this.connection = connection;
        }

        public Close between(Ends both) {
            ends = both;
            return this;
        }

        public Close as(Role other) {
            role = other;
            return this;
        }

        public Close first(ClosedFirst side, Proof worth) {
            first = side;
            proof = Optional.of(worth);
            return this;
        }

        /** As agents wrote it that did not record a proof. */
        public Close withoutProof() {
            proof = Optional.empty();
            return this;
        }

        public Close ending(Ending other) {
            ending = other;
            return this;
        }

        public Close ending(Ending other, ResetBy side) {
            ending = other;
            resetBy = side;
            return this;
        }

        public Close in(String state) {
            kernelState = state;
            return this;
        }

        public Close evidence(String shown) {
            evidence = shown;
            return this;
        }

        public Close lingering(int seconds) {
            soLinger = seconds;
            return this;
        }

        public Close lingerSetBy(String site) {
            lingerSetBy = site;
            return this;
        }

        public Close unread(int bytes) {
            unreadBytes = bytes;
            return this;
        }

        public Close waited(Duration inCloseWait) {
            closeWait = inCloseWait;
            return this;
        }

        /** The peer's FIN came after that time without data, we sent so long after it, and a reset answered. */
        public Close sentAfterFin(Duration quietBefore, Duration sentAfter) {
            peerFin = new PeerFin(true, quietBefore, sentAfter);
            first = ClosedFirst.REMOTE;
            ending = Ending.RESET_BY_PEER;
            resetBy = ResetBy.REMOTE;
            kernelState = "CLOSE";
            return this;
        }

        /** The peer's FIN came in order after that time without data, and we followed at once. */
        public Close afterFinOfPeer(Duration quietBefore) {
            peerFin = new PeerFin(false, quietBefore, UNKNOWN);
            first = ClosedFirst.REMOTE;
            kernelState = "CLOSE_WAIT";
            closeWait = Duration.ZERO;
            return this;
        }

        public Close carrying(int requests) {
            exchanges = requests;
            return this;
        }

        public Close through(String clientOrServer) {
            program = clientOrServer;
            return this;
        }

        public Close answered(int status) {
            lastStatus = status;
            return this;
        }

        public Close proxiedTo(String target) {
            proxyTarget = target;
            return this;
        }

        public Close by(Trigger other) {
            trigger = other;
            return this;
        }

        public Close because(String why) {
            reason = why;
            return this;
        }

        public Close after(Duration life) {
            lifetime = life;
            return this;
        }

        /** @param soLinger in seconds; -1 is off */
        public Close with(int soLinger, boolean reuseAddress) {
            this.soLinger = soLinger;
            this.reuseAddress = reuseAddress;
            return this;
        }

        public Close at(StackTrace place) {
            stack = place;
            return this;
        }

        public Close withoutStack() {
            return at(StackTrace.NONE);
        }

        public CloseEvent event() {
            return new CloseEvent(
                    TestEvents.at(millis),
                    connection,
                    ends,
                    role,
                    first,
                    proof,
                    ending,
                    resetBy,
                    trigger,
                    kernelState,
                    evidence,
                    reason,
                    "",
                    soLinger,
                    lingerSetBy,
                    reuseAddress,
                    new Traffic(unreadBytes, -1, -1, UNKNOWN, -1),
                    lifetime,
                    closeWait,
                    peerFin,
                    program,
                    exchanges,
                    lastStatus,
                    proxyTarget,
                    "",
                    stack);
        }
    }
}
