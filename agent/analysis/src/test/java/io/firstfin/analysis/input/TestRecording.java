package io.firstfin.analysis.input;

import io.firstfin.bootstrap.AcceptEvent;
import io.firstfin.bootstrap.AgentStatusEvent;
import io.firstfin.bootstrap.BindEvent;
import io.firstfin.bootstrap.CallSiteEvent;
import io.firstfin.bootstrap.CloseEvent;
import io.firstfin.bootstrap.ConnectEvent;
import io.firstfin.bootstrap.ConnectionEvent;
import io.firstfin.bootstrap.HalfCloseEvent;
import io.firstfin.bootstrap.KernelCountersEvent;
import io.firstfin.bootstrap.KernelSettingsEvent;
import io.firstfin.bootstrap.KernelStateEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import jdk.jfr.Event;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Recording;

/** Records the agent's real events, committed by the test in the agent's place. */
public final class TestRecording implements AutoCloseable {

    /** Long.MIN_VALUE is how JFR says that a span of time is unknown. */
    public static final long UNKNOWN = Long.MIN_VALUE;

    private static final List<Class<? extends Event>> EVENTS = List.of(
            AcceptEvent.class,
            AgentStatusEvent.class,
            BindEvent.class,
            CallSiteEvent.class,
            CloseEvent.class,
            ConnectEvent.class,
            HalfCloseEvent.class,
            KernelCountersEvent.class,
            KernelSettingsEvent.class,
            KernelStateEvent.class);

    private final Recording recording = new Recording();

    public TestRecording() {
        this(true);
    }

    public TestRecording(boolean stacks) {
        List<Class<? extends Event>> all = new ArrayList<>(EVENTS);
        all.addAll(PortEvents.ALL);
        for (Class<? extends Event> event : all) {
            FlightRecorder.register(event);
            var settings = recording.enable(event);
            if (!stacks && event != CallSiteEvent.class) {
                settings.withoutStackTrace();
            }
        }
        recording.start();
    }

    /** Names the JVM in the recording, as the templates do. */
    public TestRecording namingTheJvm() {
        recording.enable("jdk.JVMInformation");
        return this;
    }

    public Path dump(Path file) throws IOException {
        recording.dump(file);
        return file;
    }

    @Override
    public void close() {
        recording.close();
    }

    /** A client's close towards 10.0.0.7:8080; LOCAL, FIN and alive for 5 ms unless changed. */
    public static void close(String connection, Consumer<CloseEvent> change) {
        closeEvent(connection, change).commit();
    }

    /** The same, to be committed where the test wants its stack. */
    public static CloseEvent closeEvent(String connection, Consumer<CloseEvent> change) {
        CloseEvent event = new CloseEvent();
        address(event, connection);
        event.role = "CLIENT";
        event.api = "Socket";
        event.closedFirst = "LOCAL";
        event.ending = "FIN";
        event.trigger = "CLOSE";
        event.kernelState = "ESTABLISHED";
        event.evidence = "ESTABLISHED at the entry of close";
        event.unreadBytes = -1;
        event.reason = "UNKNOWN";
        event.soLinger = -1;
        event.lifetime = 5_000_000;
        event.closeWait = UNKNOWN;
        event.quietBeforeFin = UNKNOWN;
        event.sentAfterFin = UNKNOWN;
        event.exchanges = -1;
        change.accept(event);
        return event;
    }

    public static void connect(String connection, Consumer<ConnectEvent> change) {
        ConnectEvent event = new ConnectEvent();
        address(event, connection);
        event.api = "Socket";
        event.soLinger = -1;
        change.accept(event);
        event.commit();
    }

    public static void accept(String connection, int localPort, String peer) {
        AcceptEvent event = new AcceptEvent();
        address(event, connection);
        event.localPort = localPort;
        event.remoteAddress = peer;
        event.commit();
    }

    public static void halfClose(String connection) {
        HalfCloseEvent event = new HalfCloseEvent();
        address(event, connection);
        event.kernelState = "ESTABLISHED";
        event.commit();
    }

    public static void bindFailed(String failure) {
        BindEvent event = new BindEvent();
        event.localAddress = "10.0.0.1";
        event.failure = failure;
        event.commit();
    }

    public static void kernelState(String connection, String closedFirst, String timeWait, boolean agrees) {
        kernelState(connection, closedFirst, timeWait, null, agrees);
    }

    public static void kernelState(
            String connection, String closedFirst, String timeWait, String ending, boolean agrees) {
        kernelState(connection, event -> {
            event.ending = ending;
            event.closedFirst = closedFirst;
            event.timeWait = timeWait;
            event.agrees = agrees;
        });
    }

    /** The kernel's word with what it is worth; nothing left of the connection. */
    public static void kernelState(
            String connection, String closedFirst, String proof, String ending, String resetBy, String timeWait) {
        kernelState(connection, event -> {
            event.state = null;
            event.remaining = UNKNOWN;
            event.closedFirst = closedFirst;
            event.proof = proof;
            event.ending = ending;
            event.resetBy = resetBy;
            event.timeWait = timeWait;
            event.evidence = "FIN_WAIT2 after close";
            event.agrees = true;
        });
    }

    /** TIME_WAIT after a close, found by sock_diag, unless changed. */
    public static void kernelState(String connection, Consumer<KernelStateEvent> change) {
        KernelStateEvent event = new KernelStateEvent();
        address(event, connection);
        event.state = "TIME_WAIT";
        event.remaining = 59_000_000_000L;
        event.source = "SOCK_DIAG";
        change.accept(event);
        event.commit();
    }

    public static void sample(String connection, String act, int weight) {
        CallSiteEvent event = new CallSiteEvent();
        address(event, connection);
        event.act = act;
        event.weight = weight;
        event.commit();
    }

    public static void settings() {
        KernelSettingsEvent event = new KernelSettingsEvent();
        event.kernelVersion = "6.18.5";
        event.networkNamespace = "net:[4026531840]";
        event.firstPort = 32768;
        event.lastPort = 60999;
        event.ephemeralPorts = 28232;
        event.twReuse = 2;
        event.twReuseDelay = 1000;
        event.timestamps = 1;
        event.maxTimeWaitBuckets = 131072;
        event.finTimeout = 60;
        event.commit();
    }

    /** How many sockets the kernel counts in TIME_WAIT. */
    public static void timeWaitCounted(long sockets) {
        KernelCountersEvent event = new KernelCountersEvent();
        event.timeWaitSockets = sockets;
        event.commit();
    }

    public static void counters(long timeWaitOverflow) {
        KernelCountersEvent event = new KernelCountersEvent();
        event.timeWaitOverflow = timeWaitOverflow;
        event.commit();
    }

    public static void status(Consumer<AgentStatusEvent> change) {
        AgentStatusEvent event = new AgentStatusEvent();
        event.version = "0.1.0";
        event.woven = "NioSocketImpl, Net";
        event.kernelSource = "SOCK_DIAG";
        event.cpuTime = 12_000_000;
        change.accept(event);
        event.commit();
    }

    private static void address(ConnectionEvent event, String connection) {
        event.connection = connection;
        event.localAddress = "10.0.0.1";
        event.localPort = 40000;
        event.remoteAddress = "10.0.0.7";
        event.remotePort = 8080;
    }
}
