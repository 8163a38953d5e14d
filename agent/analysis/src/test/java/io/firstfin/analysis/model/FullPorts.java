package io.firstfin.analysis.model;

import io.firstfin.analysis.model.TimeWaitCensus.Moment;
import io.firstfin.analysis.model.TimeWaitCensus.Shown;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Ports of which everything is told, with one name and one number wherever there is one. */
public final class FullPorts {

    private static final Instant TIME = Instant.parse("2026-01-01T12:00:05Z");

    private FullPorts() {}

    /** All that the kernel and the agent can tell, of these two ends. */
    public static Ports of(Destination client, Destination server, String name, long count) {
        PortCount look = look(count, count, Duration.ofMillis(count));
        PortCount unknown = look(-1, -1, Duration.ofNanos(-1));
        Destination nowhere = Destination.client(client.network(), "", "", 0);
        CallSite site = new CallSite(name.isEmpty() ? "A" : name, name, 7, name);
        return new Ports(
                List.of(
                        new PortBudget(0, PortSide.CLIENT, client, "", look, look, Optional.of(look), count),
                        new PortBudget(0, PortSide.SERVER, server, name, unknown, unknown, Optional.empty(), 1),
                        new PortBudget(0, PortSide.BIND, nowhere, "", look, look, Optional.of(look), count)),
                List.of(
                        exhaustion(client, "CONNECT", name, count, look),
                        exhaustion(nowhere, "BIND", name, count, look)),
                List.of(
                        new WaitingClose(client, name, name, false, count, count, Duration.ofDays(9)),
                        new WaitingClose(server, "", "", true, count, Duration.ofNanos(-1))),
                List.of(
                        new FinWait2(client, true, site, name, count, Duration.ofDays(9), count),
                        new FinWait2(server, false, CallSite.UNKNOWN, "", count, Duration.ofDays(9), 0)),
                List.of(
                        census(
                                Moment.PEAK,
                                client,
                                site,
                                new Why(name, name),
                                count,
                                new Shown(true, count, count, count, count)),
                        census(
                                Moment.END,
                                client,
                                CallSite.UNKNOWN,
                                Why.UNKNOWN,
                                count,
                                new Shown(false, count, -1, -1, 0))),
                List.of(new Redirects(client, name, count)),
                List.of(queue(server, name, count, Duration.ofDays(9)), queue(server, "", -1, Duration.ofNanos(-1))),
                List.of(new UnreleasedChannel(name, name, count, Duration.ofDays(9))),
                List.of(),
                List.of(),
                List.of(new OpenHttp(client, name, count, count, count, count, Duration.ofDays(9))));
    }

    private static AcceptQueue queue(Destination server, String name, long count, Duration time) {
        AcceptQueue.Look look =
                new AcceptQueue.Look(Math.max(0, count), count, count, time, time, name, name, name, name, false);
        return new AcceptQueue(0, server, name, look, look, 1, count);
    }

    /** A look at 28,232 ports, with the same number in each state. */
    public static PortCount look(long count, double opens, Duration left) {
        return new PortCount(TIME, count < 0 ? -1 : 28_232, count, count, count, count, count, count, opens, left);
    }

    private static PortExhaustion exhaustion(
            Destination destination, String call, String name, long count, PortCount held) {
        return new PortExhaustion(
                0,
                destination,
                call,
                count,
                held,
                List.of(count + " TIME_WAIT 98% closed by " + name, count + " rows 2% of " + name),
                name,
                "tcp_tw_reuse=0",
                name);
    }

    private static TimeWaitCensus census(
            Moment moment, Destination destination, CallSite site, Why why, long count, Shown shown) {
        return new TimeWaitCensus(
                0,
                moment,
                TIME,
                false,
                true,
                Collections.nCopies(12, new TimeWaitOwner(destination, site, why, count)),
                Optional.of(shown));
    }
}
