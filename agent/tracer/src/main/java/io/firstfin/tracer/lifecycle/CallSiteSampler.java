package io.firstfin.tracer.lifecycle;

import io.firstfin.tracer.connection.AskedFor;
import io.firstfin.tracer.connection.Connection;
import io.firstfin.tracer.connection.SampledSite;
import io.firstfin.tracer.sink.SampledAct;
import io.firstfin.tracer.sink.Sinks;
import io.firstfin.tracer.site.CallSite;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import jdk.jfr.Event;

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

    private final Sinks sinks;
    private final Rate requests = new Rate();
    private final Rate handOvers = new Rate();
    private final Rate closeRequests = new Rate();
    private final Rate connects = new Rate();
    private final Rate accepts = new Rate();
    private final Rate closes = new Rate();

    CallSiteSampler(Sinks sinks) {
        this.sinks = sinks;
    }

    /** Whether something records. */
    boolean isWanted() {
        return sinks.isWanted();
    }

    /** This thread made a socket, and a connect will follow: perhaps on another thread. */
    void created(Connection connection) {
        if (sinks.isWanted()) {
            connection.openAskedFor(AskedFor.here(pickApplication(requests)));
        }
    }

    /** This thread hands a task over that may lead to a connect. Null when not picked, or no application code runs. */
    SampledSite handedOver() {
        return pickApplication(handOvers);
    }

    /** This thread hands over a close. */
    void closeHandedOver(Connection connection) {
        connection.closeAskedFor(AskedFor.handedOver(pickApplication(closeRequests)));
    }

    /** A connect ended, well or not. */
    void connected(Connection connection) {
        SampledSite site = pick(connection.openAskedFor(), connects);
        if (site != null) {
            connection.openedBy(site.line());
            connection.unreportedSite(site);
        }
    }

    /** An accept returned. */
    void accepted(Connection connection) {
        SampledSite site = pick(accepts);
        if (site != null) {
            connection.openedBy(site.line());
        }
    }

    /** A close is about to be reported. */
    void closed(Connection connection) {
        SampledSite site = pick(connection.closeAskedFor(), closes);
        connection.closing().closedBy(site);
        connection.unreportedSite(site);
    }

    /**
     * Where another thread asked for the act, that it was picked then decides: so the weights are right. What runs on
     * this thread says more if it is the application's code; where neither is known, this act is picked by itself.
     */
    private SampledSite pick(AskedFor asked, Rate rate) {
        if (asked == null || !asked.isByAnotherThread()) {
            return pick(rate);
        }
        SampledSite site = asked.site();
        if (site == null || !sinks.isWanted()) {
            return null;
        }
        if (site.line() == null) {
            return pick(rate);
        }
        String here = CallSite.application();
        return here == null ? SampledSite.requested(site.line(), site.weight()) : new SampledSite(here, site.weight());
    }

    /** The application's code on this thread. Null when this act is not picked, or nothing is recorded. */
    private SampledSite pickApplication(Rate rate) {
        int weight = sinks.isWanted() ? rate.pick(perSecond()) : 0;
        return weight == 0 ? null : new SampledSite(CallSite.application(), weight);
    }

    /** Null when this act is not picked, or nothing is recorded. */
    private SampledSite pick(Rate rate) {
        int weight = sinks.isWanted() ? rate.pick(perSecond()) : 0;
        return weight == 0 ? null : new SampledSite(CallSite.here(), weight);
    }

    private int perSecond() {
        return sinks.isDetailed() ? DETAILED_PER_SECOND : PER_SECOND;
    }

    /** Reports the call site of the act that was just reported, if it was picked. */
    Event report(Connection connection) {
        SampledSite site = connection.takeUnreportedSite();
        return site == null || !sinks.isWanted() ? null : sinks.sampled(new SampledAct(connection, site));
    }

    /** Adapts n to the acts of the second before. */
    private static final class Rate {

        private final AtomicInteger acts = new AtomicInteger();
        private volatile long secondEnds = System.nanoTime() + SECOND;
        private volatile int oneIn = 1;

        /** How many acts this one represents; 0 when it is not picked. */
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
