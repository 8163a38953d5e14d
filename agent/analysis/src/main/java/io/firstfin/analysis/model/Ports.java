package io.firstfin.analysis.model;

import java.util.List;
import java.util.function.Function;

/**
 * What the kernel showed of ports while it was recorded, and whose they were. Recordings of an
 * agent that did not look yet have less of it, or nothing.
 *
 * @param budgets the budgets, the fullest first
 * @param exhaustions failures for want of a port
 * @param waiting connections that waited for our close
 * @param finWait2 connections that waited for the peer's
 * @param timeWait whose TIME_WAIT, by JVM and moment
 * @param redirects connections that a client gave up for a redirect
 * @param acceptQueues connections that waited to be accepted
 * @param unreleased channels that were closed and not released, for nobody selected again
 * @param conflicts connects from a port that was in use towards their destination
 * @param selfConnects connects that connected to themselves
 * @param openHttp what HTTP clients held open when the kernel was last asked
 */
public record Ports(
        List<PortBudget> budgets,
        List<PortExhaustion> exhaustions,
        List<WaitingClose> waiting,
        List<FinWait2> finWait2,
        List<TimeWaitCensus> timeWait,
        List<Redirects> redirects,
        List<AcceptQueue> acceptQueues,
        List<UnreleasedChannel> unreleased,
        List<PortConflict> conflicts,
        List<SelfConnects> selfConnects,
        List<OpenHttp> openHttp) {

    public static final Ports NONE = together(List.of());

    /** What several JVMs' recordings have. */
    public static Ports together(List<Ports> all) {
        return new Ports(
                joined(all, Ports::budgets),
                joined(all, Ports::exhaustions),
                joined(all, Ports::waiting),
                joined(all, Ports::finWait2),
                joined(all, Ports::timeWait),
                joined(all, Ports::redirects),
                joined(all, Ports::acceptQueues),
                joined(all, Ports::unreleased),
                joined(all, Ports::conflicts),
                joined(all, Ports::selfConnects),
                joined(all, Ports::openHttp));
    }

    private static <T> List<T> joined(List<Ports> all, Function<Ports, List<T>> part) {
        return all.stream().flatMap(ports -> part.apply(ports).stream()).toList();
    }
}
