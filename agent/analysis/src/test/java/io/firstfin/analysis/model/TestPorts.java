package io.firstfin.analysis.model;

import java.util.List;

/** Ports by hand, with the lists that a test is about. */
public final class TestPorts {

    private TestPorts() {}

    /** Without what is rare: accept queues, unreleased channels, and ports in use. */
    public static Ports of(
            List<PortBudget> budgets,
            List<PortExhaustion> exhaustions,
            List<WaitingClose> waiting,
            List<FinWait2> finWait2,
            List<TimeWaitCensus> timeWait,
            List<Redirects> redirects) {
        return new Ports(
                budgets,
                exhaustions,
                waiting,
                finWait2,
                timeWait,
                redirects,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    /** Connections that waited to be accepted, and nothing else. */
    public static Ports of(AcceptQueue queue) {
        return rare(List.of(), List.of(queue), List.of(), List.of(), List.of(), List.of());
    }

    /** Channels that were closed and not released, and nothing else. */
    public static Ports of(UnreleasedChannel... channels) {
        return rare(List.of(), List.of(), List.of(channels), List.of(), List.of(), List.of());
    }

    /** Connects that found no port, met a port in use, or met themselves. */
    public static Ports failed(
            List<PortExhaustion> exhaustions, List<PortConflict> conflicts, List<SelfConnects> selfConnects) {
        return rare(exhaustions, List.of(), List.of(), conflicts, selfConnects, List.of());
    }

    /** What HTTP clients held open, and nothing else. */
    public static Ports of(OpenHttp... open) {
        return rare(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(open));
    }

    private static Ports rare(
            List<PortExhaustion> exhaustions,
            List<AcceptQueue> queues,
            List<UnreleasedChannel> unreleased,
            List<PortConflict> conflicts,
            List<SelfConnects> selfConnects,
            List<OpenHttp> openHttp) {
        return new Ports(
                List.of(),
                exhaustions,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                queues,
                unreleased,
                conflicts,
                selfConnects,
                openHttp);
    }
}
