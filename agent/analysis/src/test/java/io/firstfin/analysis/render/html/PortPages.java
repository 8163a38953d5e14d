package io.firstfin.analysis.render.html;

import static io.firstfin.analysis.model.Models.PEER;

import io.firstfin.analysis.model.BudgetSeries;
import io.firstfin.analysis.model.CallSite;
import io.firstfin.analysis.model.Destination;
import io.firstfin.analysis.model.PortCount;
import io.firstfin.analysis.model.PortSide;
import io.firstfin.analysis.model.Ports;
import io.firstfin.analysis.model.TestPorts;
import io.firstfin.analysis.model.TimeWaitCensus;
import io.firstfin.analysis.model.TimeWaitCensus.Moment;
import io.firstfin.analysis.model.TimeWaitCensus.Shown;
import io.firstfin.analysis.model.TimeWaitOwner;
import io.firstfin.analysis.model.Timelines;
import io.firstfin.analysis.model.Why;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What the kernel shows of ports on the pages of tests. */
final class PortPages {

    static final int CAPACITY = 28_232;

    private static final Instant BEGIN = Instant.parse("2026-01-01T12:00:00Z");

    private PortPages() {}

    /** Ports that are used up from one look to the next; at the eighth second two calls fail. */
    static BudgetSeries filling(PortSide side, Destination destination) {
        SortedMap<Integer, PortCount> looks = new TreeMap<>();
        for (int step = 1; step < Timelines.STEPS; step += 2) {
            long timeWait = Math.min(CAPACITY - 40, 4_000L * step);
            looks.put(
                    step,
                    new PortCount(
                            BEGIN.plusSeconds(step),
                            CAPACITY,
                            30,
                            timeWait,
                            10,
                            timeWait * 3 / 4,
                            timeWait / 5,
                            CAPACITY - 40 - timeWait,
                            480,
                            Duration.ofSeconds(10)));
        }
        return new BudgetSeries(0, side, destination, looks, new TreeMap<>(Map.of(7, 2L)));
    }

    /** Sockets in TIME_WAIT that these sites closed first, 300 each and 2,000 of the first. */
    static Ports timeWait(Why why, CallSite... sites) {
        List<TimeWaitOwner> owners = Stream.concat(
                        Stream.of(new TimeWaitOwner(PEER, sites[0], why, 2_000)),
                        Stream.of(sites).map(site -> new TimeWaitOwner(PEER, site, Why.UNKNOWN, 300)))
                .toList();
        return TestPorts.of(
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(
                        new TimeWaitCensus(
                                0,
                                Moment.PEAK,
                                BEGIN.plusSeconds(8),
                                true,
                                false,
                                owners,
                                Optional.of(new Shown(true, 3_000, 2_290, 700, 0))),
                        new TimeWaitCensus(
                                0, Moment.END, BEGIN.plusSeconds(10), false, true, owners, Optional.empty())),
                List.of());
    }
}
