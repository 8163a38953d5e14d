package io.firstfin.tracer.connection;

import io.firstfin.bootstrap.CallSiteEvent;
import io.firstfin.tracer.site.CallSite;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Samples call sites: every act while there are few, one in n picked by chance when there are many, so
 * that about {@value #PER_SECOND} stacks of each kind are taken a second, {@value #DETAILED_PER_SECOND}
 * where everything is wanted, and each stands for n acts. To walk a stack takes some microseconds: at
 * each of 20,000 connections a second it would double what they cost.
 */
final class CallSiteSampler {

    private static final int PER_SECOND = 50;
    private static final int DETAILED_PER_SECOND = 1_000;
    private static final long SECOND = 1_000_000_000L;

    private final RecordingSwitch recording;
    private final Rate connects = new Rate();
    private final Rate accepts = new Rate();
    private final Rate closes = new Rate();

    CallSiteSampler(RecordingSwitch recording) {
        this.recording = recording;
    }

    /** A connect call returned. */
    void connected(Connection connection) {
        Connection.Phase phase = connection.phase();
        boolean ended = phase == Connection.Phase.OPEN || phase == Connection.Phase.FAILED;
        if (recording.isOn() && ended) {
            connection.sampled = connects.pick(perSecond());
            if (connection.sampled > 0) {
                connection.openedBy = CallSite.here();
            }
        }
    }

    /** An accept returned. */
    void accepted(Connection connection) {
        if (accepts.pick(perSecond()) > 0) {
            connection.openedBy = CallSite.here();
        }
    }

    /** It is about to be told as closed. */
    void closing(Connection connection) {
        if (recording.isOn()) {
            connection.sampled = closes.pick(perSecond());
            if (connection.sampled > 0) {
                connection.closedByWeight = connection.sampled;
                connection.closedBy = CallSite.here();
            }
        }
    }

    private int perSecond() {
        return recording.isDetailed() ? DETAILED_PER_SECOND : PER_SECOND;
    }

    /** The event to commit for the act just told; null when this one is not picked. */
    CallSiteEvent sample(Connection connection) {
        if (!recording.isOn() || connection.sampled == 0) {
            return null;
        }
        CallSiteEvent event = new CallSiteEvent();
        if (!event.isEnabled()) {
            return null;
        }
        boolean close = connection.verdict != null;
        EventFields.identify(event, connection);
        event.act = close ? "CLOSE" : "CONNECT";
        event.closedFirst = close ? connection.verdict.closedFirst().name() : null;
        event.weight = connection.sampled;
        return event;
    }

    /** Adapts n to the acts of the second before. */
    private static final class Rate {

        private final AtomicInteger acts = new AtomicInteger();
        private volatile long secondEnds = System.nanoTime() + SECOND;
        private volatile int oneIn = 1;

        /** What the act at hand stands for; 0 when it is not picked. */
        int pick(int perSecond) {
            int count = acts.incrementAndGet();
            long now = System.nanoTime();
            if (now - secondEnds > 0) {
                // a race here costs a little precision, never a count
                secondEnds = now + SECOND;
                acts.addAndGet(-count);
                oneIn = Math.max(1, count / perSecond);
            } else if (count > 2 * perSecond * oneIn) {
                oneIn = Math.max(oneIn, count / perSecond);
            }
            int n = oneIn;
            return n == 1 || ThreadLocalRandom.current().nextInt(n) == 0 ? n : 0;
        }
    }
}
