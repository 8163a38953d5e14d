package io.firstfin.analysis.input;

import java.util.List;
import java.util.function.Consumer;
import jdk.jfr.Event;
import jdk.jfr.Name;
import jdk.jfr.Timespan;

/** The agent's events on ports, by name and fields, committed by the test in the agent's place. */
public final class PortEvents {

    static final List<Class<? extends Event>> ALL = List.of(
            PortBudget.class,
            PortExhaustion.class,
            PortInUse.class,
            CloseWait.class,
            FinWait.class,
            AcceptQueue.class,
            UnreleasedChannel.class);

    private PortEvents() {}

    /** 1,000 ports towards 10.0.0.7:8080, of which 600 are taken, unless changed. */
    public static void budget(Consumer<PortBudget> change) {
        PortBudget event = new PortBudget();
        change.accept(event);
        event.commit();
    }

    /** A connect that found none of those ports, unless changed. */
    public static void exhaustion(Consumer<PortExhaustion> change) {
        PortExhaustion event = new PortExhaustion();
        change.accept(event);
        event.commit();
    }

    /** A connect from port 6000 that found it in use towards 10.0.0.7:8080, unless changed. */
    public static void portInUse(Consumer<PortInUse> change) {
        PortInUse event = new PortInUse();
        change.accept(event);
        event.commit();
    }

    /** A connection to 10.0.0.7:8080 that waits for our close. */
    public static void closeWait(String connection, long seconds, String openedBy) {
        CloseWait event = new CloseWait();
        event.connection = connection;
        event.waiting = seconds * 1_000_000_000L;
        event.openedBy = openedBy;
        event.commit();
    }

    /** One of many that wait for our close, as newer agents tell of it. */
    public static void closeWait(Consumer<CloseWaitOfMany> change) {
        CloseWaitOfMany event = new CloseWaitOfMany();
        change.accept(event);
        event.commit();
    }

    /** 51 connections that nobody accepts on port 7070, unless changed. */
    public static void acceptQueue(Consumer<AcceptQueue> change) {
        AcceptQueue event = new AcceptQueue();
        change.accept(event);
        event.commit();
    }

    /** A connection that waits for the peer's FIN. */
    public static void finWait(String connection, String openedBy) {
        FinWait event = new FinWait();
        event.connection = connection;
        event.openedBy = openedBy;
        event.commit();
    }

    /** A channel that was closed and is not released; {@code all} are like it. */
    public static void unreleased(String connection, long seconds, String closedBy, int all) {
        UnreleasedChannel event = new UnreleasedChannel();
        event.connection = connection;
        event.waiting = seconds * 1_000_000_000L;
        event.closedBy = closedBy;
        event.unreleased = all;
        event.commit();
    }

    /** What both events on budgets carry. */
    public abstract static class Counted extends Event {
        public String localAddress = "10.0.0.1";
        public String remoteAddress = "10.0.0.7";
        public int remotePort = 8080;
        public int capacity = 1000;
        public int established = 100;
        public int timeWait = 490;
        public int otherStates = 10;
        public int timeWaitOurs = 400;
        public int otherProcesses = 90;
        public int free = 400;
    }

    @Name("firstfin.PortBudget")
    public static final class PortBudget extends Counted {
        public String side = "CLIENT";
        public int localPort;
        public double opensPerSecond = 20;

        @Timespan(Timespan.NANOSECONDS)
        public long secondsLeft = TestRecording.UNKNOWN;

        public int truncated;
    }

    @Name("firstfin.PortExhaustion")
    public static final class PortExhaustion extends Counted {
        public String call = "CONNECT";
        public String api = "Socket";
        public int suppressed;
        public String owners = "";
        public String guilty;
        public String settings = "tcp_tw_reuse=0";
        public String failure = "Cannot assign requested address";

        public PortExhaustion() {
            free = 0;
        }
    }

    @Name("firstfin.PortInUse")
    public static final class PortInUse extends Event {
        public String remoteAddress = "10.0.0.7";
        public String localAddress = "10.0.0.1";
        public int localPort = 6000;
        public int remotePort = 8080;
        public String heldBy = "ESTABLISHED, held by another process of uid 7";
        public String failedAt = "shop.Feed.open:12";
        public int suppressed;
    }

    @Name("firstfin.FinWait")
    public static final class FinWait extends Event {
        public String connection;
        public String openedBy;
    }

    @Name("firstfin.AcceptQueue")
    public static final class AcceptQueue extends Event {
        public String localAddress = "127.0.0.1";
        public int localPort = 7070;
        public int queueLength = 51;
        public int queueLimit = 50;
        public int givenUp = 49;

        @Timespan(Timespan.NANOSECONDS)
        public long longestWaiting = 12_000_000_000L;

        @Timespan(Timespan.NANOSECONDS)
        public long sinceLastAccept = 13_000_000_000L;

        public String acceptedBy = "shop.Door.open:5";
        public String boundBy = "shop.Door.main:4";
        public String acceptThread = "door";
        public String acceptThreadAt = "shop.Door.collect:9";
        public boolean acceptThreadWaits;
        public int leftOut;
    }

    @Name("firstfin.CloseWait")
    public static final class CloseWaitOfMany extends Event {
        public String connection;
        public String localAddress = "10.0.0.1";
        public int localPort = 80;
        public String remoteAddress = "10.0.0.7";
        public int remotePort = 40_000;
        public String role = "SERVER";

        @Timespan(Timespan.NANOSECONDS)
        public long waiting = 5_000_000_000L;

        public String openedBy = "shop.Door.open:5";
        public String httpClient;
        public String httpServer = "Tomcat 10";
        public int alike = 300;
        public int inAll = 310;
        public int leftOut = 246;
        public int otherKinds = 4;
    }

    @Name("firstfin.UnreleasedChannel")
    public static final class UnreleasedChannel extends Event {
        public String connection;

        @Timespan(Timespan.NANOSECONDS)
        public long waiting;

        public String closedBy;
        public int unreleased;
    }

    @Name("firstfin.CloseWait")
    public static final class CloseWait extends Event {
        public String connection;
        public String localAddress = "10.0.0.1";
        public int localPort = 40000;
        public String remoteAddress = "10.0.0.7";
        public int remotePort = 8080;

        @Timespan(Timespan.NANOSECONDS)
        public long waiting;

        public String openedBy;
        public String httpClient;
    }
}
