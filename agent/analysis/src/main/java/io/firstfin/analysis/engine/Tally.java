package io.firstfin.analysis.engine;

import io.firstfin.analysis.engine.ConnectionRecord.Closing;
import io.firstfin.analysis.engine.ConnectionRecord.HalfClose;
import io.firstfin.analysis.engine.ConnectionRecord.KernelWord;
import io.firstfin.analysis.engine.ConnectionRecord.Opening;
import io.firstfin.analysis.model.Act;
import io.firstfin.analysis.model.CallSite;
import io.firstfin.analysis.model.Challenge;
import io.firstfin.analysis.model.CloseWaits;
import io.firstfin.analysis.model.Destination;
import io.firstfin.analysis.model.FinWait2;
import io.firstfin.analysis.model.Lifetimes;
import io.firstfin.analysis.model.Mark;
import io.firstfin.analysis.model.Requests;
import io.firstfin.analysis.model.Reset;
import io.firstfin.analysis.model.SentAfterFin;
import io.firstfin.analysis.model.TimelineKind;
import io.firstfin.analysis.model.Undelivered;
import io.firstfin.analysis.model.Why;
import io.firstfin.verdict.FailureKind;
import io.firstfin.verdict.Role;
import io.firstfin.verdict.Trigger;
import java.io.Serializable;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/**
 * The counts over connections of one JVM, each taken from what its record says in the end. Two tallies
 * of different connections add up.
 */
final class Tally implements Serializable {

    private static final long serialVersionUID = 1;

    private static final int MOST_GROUPS = 20_000;
    private static final int MOST_KINDS = 200;

    /** What must be known beyond a record to count it. */
    interface Surroundings {

        /** The place in the code that opened it, where the agent reported one; empty otherwise. */
        String openedBy(long connection);

        /** Whether the kernel showed many free ports whenever a connect to this destination found none. */
        boolean portsWereFree(Destination destination);

        /** When the recording of the JVM ends, in nanoseconds since 1970. */
        long end();
    }

    /** Takes what happened over time. */
    interface TimelineSink {
        void add(TimelineKind what, Destination destination, long time, int count);
    }

    /** Closes that are alike. */
    record CloseKey(Destination destination, LastWord word, Trigger trigger, Why why) implements Serializable {}

    /** The sums of closes that are alike. */
    record CloseSums(
            long count,
            Lifetimes lifetimes,
            CloseWaits closeWaits,
            Requests requests,
            SentAfterFin sentAfterFin,
            Undelivered undelivered)
            implements Serializable {

        static CloseSums plus(CloseSums one, CloseSums other) {
            return new CloseSums(
                    one.count + other.count,
                    one.lifetimes.plus(other.lifetimes),
                    one.closeWaits.plus(other.closeWaits),
                    one.requests.plus(other.requests),
                    one.sentAfterFin.plus(other.sentAfterFin),
                    one.undelivered.plus(other.undelivered));
        }
    }

    /** Connects or accepts that are alike. */
    record OpenKey(Destination destination, FailureKind failureKind, boolean boundFirst, String host)
            implements Serializable {}

    /** @param example the text of one failure; empty without one */
    record OpenSums(long count, String example) implements Serializable {

        static OpenSums plus(OpenSums one, OpenSums other) {
            boolean take =
                    other.example.isEmpty() || !one.example.isEmpty() && one.example.compareTo(other.example) <= 0;
            return new OpenSums(one.count + other.count, take ? one.example : other.example);
        }
    }

    /** Acts of a call site that are alike. */
    record SiteKey(Act act, Destination destination, Set<Mark> marks, CallSite site) implements Serializable {}

    /** Connections in FIN_WAIT2 that are alike. */
    record FinWaitKey(Destination destination, boolean held, CallSite site, String openedBy) implements Serializable {}

    /** @param longest in nanoseconds */
    record FinWaitSums(long count, long longest, long neverClosed) implements Serializable {

        static FinWaitSums plus(FinWaitSums one, FinWaitSums other) {
            return new FinWaitSums(
                    one.count + other.count, Math.max(one.longest, other.longest), one.neverClosed + other.neverClosed);
        }
    }

    /** Connections that a client gave up for a redirect. */
    record RedirectKey(Destination destination, String client) implements Serializable {}

    /** Connections to a proxy that was asked to connect to another place. */
    record ProxyKey(Destination destination, String target, boolean refused) implements Serializable {}

    /** Connects from a port that was in use towards their destination. */
    record ConflictKey(Destination destination, int localPort) implements Serializable {}

    final BoundedMap<CloseKey, CloseSums> closes = new BoundedMap<>(MOST_GROUPS, CloseSums::plus);
    final BoundedMap<OpenKey, OpenSums> opens = new BoundedMap<>(MOST_GROUPS, OpenSums::plus);
    final BoundedMap<SiteKey, Long> sites = new BoundedMap<>(MOST_GROUPS, Long::sum);
    final BoundedMap<SiteKey, Long> sampledSites = new BoundedMap<>(MOST_GROUPS, Long::sum);
    final BoundedMap<FinWaitKey, FinWaitSums> finWaits = new BoundedMap<>(MOST_GROUPS, FinWaitSums::plus);
    final BoundedMap<RedirectKey, Long> redirects = new BoundedMap<>(MOST_GROUPS, Long::sum);
    final BoundedMap<ProxyKey, Long> proxies = new BoundedMap<>(MOST_KINDS, Long::sum);
    final BoundedMap<ConflictKey, Long> conflicts = new BoundedMap<>(MOST_KINDS, Long::sum);
    final BoundedMap<Destination, Long> selfConnects = new BoundedMap<>(MOST_KINDS, Long::sum);
    final PeerEndTally peerEnds = new PeerEndTally();
    final SocketOptionsTally socketOptions = new SocketOptionsTally();
    final TransitionTally transitions = new TransitionTally();
    final Workloads workloads = new Workloads(Workloads.LIMIT);
    final StillOpen stillOpen = new StillOpen();
    private long disagreements;

    /** Counts a connection. */
    void add(ConnectionRecord connection, Surroundings around, TimelineSink timeline) {
        connection.opening().ifPresent(opening -> open(connection, opening, around, timeline));
        connection.closing().ifPresent(closing -> close(connection, closing, around, timeline));
        connection.connectSample().ifPresent(sample -> {
            Set<Mark> marks = openMarks(connection, around);
            sampledSites.add(
                    new SiteKey(Act.CONNECT, sample.destination(), marks, sample.site()),
                    sample.weight(),
                    () -> rest(Act.CONNECT, marks));
        });
    }

    /** Adds the counts of other connections. */
    void addAll(Tally other) {
        closes.addAll(other.closes);
        opens.addAll(other.opens);
        sites.addAll(other.sites);
        sampledSites.addAll(other.sampledSites);
        finWaits.addAll(other.finWaits);
        redirects.addAll(other.redirects);
        proxies.addAll(other.proxies);
        conflicts.addAll(other.conflicts);
        selfConnects.addAll(other.selfConnects);
        peerEnds.addAll(other.peerEnds, destination -> destination);
        socketOptions.addAll(other.socketOptions);
        transitions.addAll(other.transitions);
        workloads.addAll(other.workloads, destination -> destination);
        stillOpen.addAll(other.stillOpen);
        disagreements += other.disagreements;
    }

    /** Connections whose verdict at close the kernel later corrected. */
    long disagreements() {
        return disagreements;
    }

    long notKept() {
        return closes.notKept()
                + opens.notKept()
                + sites.notKept()
                + sampledSites.notKept()
                + finWaits.notKept()
                + redirects.notKept()
                + proxies.notKept()
                + conflicts.notKept()
                + selfConnects.notKept()
                + peerEnds.notKept()
                + socketOptions.notKept();
    }

    private void open(ConnectionRecord connection, Opening opening, Surroundings around, TimelineSink timeline) {
        Destination destination = opening.destination();
        FailureKind kind = kind(opening, around);
        opens.add(
                new OpenKey(destination, kind, opening.boundFirst(), opening.host()),
                new OpenSums(1, opening.failure()),
                () -> new OpenKey(Destination.unknown(""), kind, opening.boundFirst(), ""));
        timeline.add(
                switch (kind) {
                    case NONE -> TimelineKind.OPENED;
                    case PORTS_EXHAUSTED -> TimelineKind.OUT_OF_PORTS;
                    default -> TimelineKind.FAILED;
                },
                destination,
                opening.time(),
                1);
        Act act = destination.role() == Role.SERVER ? Act.ACCEPT : Act.CONNECT;
        if (act == Act.ACCEPT) {
            transitions.accept();
        } else {
            transitions.connect(kind);
        }
        Set<Mark> marks = openMarks(connection, around);
        sites.add(new SiteKey(act, destination, marks, opening.site()), 1L, () -> rest(act, marks));
        switch (kind) {
            case NONE -> opened(connection, opening, around);
            case PORTS_EXHAUSTED -> workloads.refused(destination, opening.time());
            case ADDRESS_IN_USE_TOWARDS_DESTINATION ->
                conflicts.add(new ConflictKey(destination, Math.max(0, opening.localPort())), 1L);
            default -> {}
        }
    }

    private void opened(ConnectionRecord connection, Opening opening, Surroundings around) {
        if (opening.selfConnected()) {
            selfConnects.add(opening.destination(), 1L);
        }
        if (connection.staysOpen()) {
            stillOpen.add(opening.destination(), opening.time());
            if (!connection.isOpen()) {
                stillOpen.endedWithJvm(opening.destination());
            }
            connection
                    .halfClose()
                    .ifPresent(half -> held(connection, opening.destination(), half, around.end(), 1, around));
        }
    }

    private void close(ConnectionRecord connection, Closing closing, Surroundings around, TimelineSink timeline) {
        Destination destination = closing.destination();
        LastWord word = LastWord.of(connection, closing);
        Set<Mark> marks = word.marks(closing);
        Undelivered undelivered = undelivered(connection, closing);
        if (undelivered.count() > 0) {
            marks.add(Mark.UNDELIVERED);
        }
        if (isLeftInFinWait2(connection, closing)) {
            marks.add(Mark.LEFT_IN_FIN_WAIT2);
        }
        if (connection.why().challenge() != Challenge.NONE) {
            marks.add(Mark.CHALLENGED);
        }
        boolean refused = connection.why().isRefusal();
        if (refused) {
            marks.add(Mark.PROXY_REFUSED);
        }
        if (!closing.facts().proxyTarget().isEmpty()) {
            proxies.add(
                    new ProxyKey(destination, closing.facts().proxyTarget(), refused),
                    1L,
                    () -> new ProxyKey(destination, "", refused));
        }
        closes.add(
                new CloseKey(destination, word, closing.facts().trigger(), connection.why()),
                sums(closing, word, undelivered),
                () -> new CloseKey(
                        Destination.unknown(""),
                        word.withoutEvidence(),
                        closing.facts().trigger(),
                        connection.why()));
        peerEnds.add(closing, word, connection.why());
        socketOptions.add(connection, closing);
        disagreements += word.agrees() ? 0 : 1;
        if (!closing.isByCode()) {
            // the kernel closed it: its stack is that of a shutdown hook, and its time is not the load's
            sites.add(new SiteKey(Act.CLOSE, destination, marks, CallSite.UNKNOWN), 1L, () -> rest(Act.CLOSE, marks));
            return;
        }
        timeline.add(
                switch (word.verdict().closedFirst()) {
                    case LOCAL -> TimelineKind.CLOSED_BY_US;
                    case REMOTE -> TimelineKind.CLOSED_BY_PEER;
                    default -> TimelineKind.CLOSED_OTHERWISE;
                },
                destination,
                closing.time(),
                1);
        if (word.leavesTimeWaitWithUs()) {
            timeline.add(TimelineKind.TIME_WAIT_BEGAN, destination, closing.time(), 1);
        }
        boolean timeWaitSeen = connection.word().map(KernelWord::timeWaitSeen).orElse(false);
        transitions.close(word, closing.facts().trigger(), timeWaitSeen);
        workloads.closed(destination, word, closing);
        if (word.reset().cause() == Reset.Cause.LINGER
                && !closing.facts().lingerSetBy().isEmpty()) {
            CallSite setter = CallSite.parse(closing.facts().lingerSetBy());
            sites.add(new SiteKey(Act.SET_LINGER, destination, marks, setter), 1L, () -> rest(Act.SET_LINGER, marks));
        }
        CallSite closer = connection.withOpener(closing.site());
        sites.add(new SiteKey(Act.CLOSE, destination, marks, closer), 1L, () -> rest(Act.CLOSE, marks));
        connection
                .sample()
                .ifPresent(sample -> sampledSites.add(
                        new SiteKey(Act.CLOSE, destination, marks, connection.withOpener(sample.site())),
                        sample.weight(),
                        () -> rest(Act.CLOSE, marks)));
        finWait(connection, closing, around);
        Why why = connection.why();
        if (word.verdict().closedFirst().includesLocal() && why.reason().equals("REDIRECTED")) {
            redirects.add(new RedirectKey(destination, why.program()), 1L);
        }
    }

    private void finWait(ConnectionRecord connection, Closing closing, Surroundings around) {
        if (connection.halfClose().isPresent() && closing.facts().inFinWait2()) {
            held(connection, closing.destination(), connection.halfClose().get(), closing.time(), 0, around);
        }
        if (isLeftInFinWait2(connection, closing)) {
            long time = connection.finWait2().orElseThrow().time() - closing.time();
            finWaits.add(
                    new FinWaitKey(closing.destination(), false, CallSite.UNKNOWN, ""), new FinWaitSums(1, time, 0));
        }
    }

    /** Whether the peer had not closed long after our close. A peer that is about to close is given the time for it. */
    private static boolean isLeftInFinWait2(ConnectionRecord connection, Closing closing) {
        return connection
                .finWait2()
                .filter(seen -> seen.time() - closing.time() >= FinWait2.LONG.toNanos())
                .isPresent();
    }

    private void held(
            ConnectionRecord connection,
            Destination destination,
            HalfClose half,
            long until,
            int neverClosed,
            Surroundings around) {
        long time = until - half.time();
        if (time >= FinWait2.LONG.toNanos()) {
            finWaits.add(
                    new FinWaitKey(destination, true, half.site(), around.openedBy(connection.key)),
                    new FinWaitSums(1, time, neverClosed));
        }
    }

    /** Older agents took each failure with EADDRNOTAVAIL for a want of ports. */
    private static FailureKind kind(Opening opening, Surroundings around) {
        if (opening.failureKind() != FailureKind.PORTS_EXHAUSTED || !around.portsWereFree(opening.destination())) {
            return opening.failureKind();
        }
        return opening.boundFirst() ? FailureKind.ADDRESS_IN_USE_TOWARDS_DESTINATION : FailureKind.OTHER;
    }

    /** What is remarkable about a connect or an accept, whether its stack was recorded with it or sampled. */
    private static Set<Mark> openMarks(ConnectionRecord connection, Surroundings around) {
        Set<Mark> marks = EnumSet.noneOf(Mark.class);
        if (connection.isCollected()) {
            marks.add(Mark.COLLECTED);
        }
        if (connection.isResetByPeer()) {
            marks.add(Mark.RESET_BY_PEER);
        }
        connection.opening().ifPresent(opening -> {
            FailureKind kind = kind(opening, around);
            if (opening.boundFirst()) {
                marks.add(Mark.BOUND_FIRST);
            }
            if (opening.selfConnected()) {
                marks.add(Mark.SELF_CONNECTED);
            }
            if (kind != FailureKind.NONE) {
                marks.add(kind == FailureKind.PORTS_EXHAUSTED ? Mark.PORTS_EXHAUSTED : Mark.FAILED);
            }
        });
        return marks;
    }

    private static SiteKey rest(Act act, Set<Mark> marks) {
        return new SiteKey(act, Destination.unknown(""), marks, CallSite.UNKNOWN);
    }

    private static Undelivered undelivered(ConnectionRecord connection, Closing closing) {
        return connection
                .undelivered()
                .filter(last -> last.time() - closing.time() >= Undelivered.LONG.toNanos())
                .map(last -> new Undelivered(1, last.bytes(), Duration.ofNanos(last.time() - closing.time())))
                .orElse(Undelivered.NONE);
    }

    private static CloseSums sums(Closing closing, LastWord word, Undelivered undelivered) {
        boolean lived = closing.lifetime() != ConnectionRecord.UNKNOWN;
        boolean brief = lived && closing.lifetime() < Lifetimes.SHORT.toNanos();
        boolean waited = closing.closeWait() != ConnectionRecord.UNKNOWN;
        boolean overdue = waited && word.isOverdue(closing);
        boolean http =
                closing.exchanges() >= 0 && !closing.facts().why().program().isEmpty();
        return new CloseSums(
                1,
                lived ? new Lifetimes(1, brief ? 1 : 0, Duration.ofNanos(closing.lifetime())) : Lifetimes.NONE,
                waited ? new CloseWaits(overdue ? 1 : 0, Duration.ofNanos(closing.closeWait())) : CloseWaits.NONE,
                http ? new Requests(1, closing.exchanges()) : Requests.NONE,
                word.sentAfterFin(closing),
                undelivered);
    }
}
