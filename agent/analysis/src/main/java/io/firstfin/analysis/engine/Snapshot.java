package io.firstfin.analysis.engine;

import io.firstfin.analysis.engine.PortSamples.TimeWaitSample;
import io.firstfin.analysis.model.Act;
import io.firstfin.analysis.model.BindFailure;
import io.firstfin.analysis.model.CloseGroup;
import io.firstfin.analysis.model.Connections;
import io.firstfin.analysis.model.Destination;
import io.firstfin.analysis.model.FinWait2;
import io.firstfin.analysis.model.KernelSettings;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.Network;
import io.firstfin.analysis.model.OpenGroup;
import io.firstfin.analysis.model.PeerEnds;
import io.firstfin.analysis.model.Ports;
import io.firstfin.analysis.model.ProxyUse;
import io.firstfin.analysis.model.ReadQuality;
import io.firstfin.analysis.model.Recordings;
import io.firstfin.analysis.model.Redirects;
import io.firstfin.analysis.model.SelfConnects;
import io.firstfin.analysis.model.SiteGroup;
import io.firstfin.analysis.model.Sites;
import io.firstfin.analysis.model.SocketOptions;
import io.firstfin.analysis.model.TimeWaitCensus;
import io.firstfin.analysis.model.TimeWaitCensus.Moment;
import io.firstfin.analysis.model.TimeWaitProjection;
import io.firstfin.analysis.model.Transitions;
import io.firstfin.analysis.model.Window;
import io.firstfin.analysis.model.Workload;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Makes a model of what an engine knows, and leaves the engine as it is. */
final class Snapshot {

    /** A JVM with its place in the model and its counts. */
    private record Part(int place, JvmState state, Tally tally) {

        String network() {
            return state.facts.network();
        }

        Destination in(Destination destination) {
            return destination.in(network());
        }
    }

    private final List<Part> parts = new ArrayList<>();
    private final int unfinished;
    private final List<String> cut;
    private final Sources sources = new Sources();
    private long notKept;

    Snapshot(Collection<JvmState> jvms, int unfinished, List<String> cut) {
        this.unfinished = unfinished;
        this.cut = cut;
        jvms.stream()
                .filter(state -> !state.facts.windows().isEmpty())
                .sorted(Comparator.comparing(
                        state -> state.facts.windows().get(0).from()))
                .forEach(state -> {
                    Tally tally = new Tally();
                    tally.addAll(state.older);
                    parts.add(new Part(parts.size(), state, tally));
                });
    }

    /** @throws IllegalStateException when nothing was recorded */
    Model model() {
        List<Window> windows = windows(parts);
        if (windows.isEmpty()) {
            throw new IllegalStateException("nothing was recorded");
        }
        TimelineTally timeline = new TimelineTally(windows);
        for (Part part : parts) {
            count(part, timeline);
        }
        List<TimeWaitCensus> timeWait = new ArrayList<>();
        parts.forEach(part -> timeWait.addAll(timeWait(part)));
        Recordings recordings = new Recordings(
                files(),
                windows.get(0).from(),
                Window.length(windows),
                parts.stream().map(part -> part.state.facts.recorded()).toList(),
                networks(),
                quality());
        Connections connections = new Connections(
                closes(),
                opens(),
                openAtEnd(),
                bindFailures(),
                parts.stream()
                        .flatMap(part -> part.state.descriptorFailures.all(part.place).stream())
                        .toList(),
                peers().peers(),
                transitions(),
                socketOptions(),
                peerEnds(),
                workloads(),
                proxies());
        return new Model(recordings, connections, sites(), ports(timeWait), timeline.timeline(sources));
    }

    private void count(Part part, TimelineTally timeline) {
        Tally.Surroundings surroundings = part.state.surroundings();
        Tally.TimelineSink sink =
                (what, destination, time, count) -> timeline.add(what, part.place, part.in(destination), time, count);
        part.state.olderTimeline.addTo(sink);
        part.state.forEach(one -> part.tally.add(one, surroundings, sink));
        part.tally
                .stillOpen
                .unless(0, -1)
                .forEach((destination, opened) -> timeline.staysOpen(part.place, part.in(destination), opened.size()));
        part.state
                .facts
                .counters()
                .timeWaitCounted((time, count) -> timeline.timeWaitCounted(part.network(), time, count));
        part.state.portSamples.addCourses(part.place, part.network(), timeline.budgets());
        part.state.portFailures.addCourses(part.place, part.network(), timeline.budgets());
        part.tally.closes.forEach((key, sums) -> sources.add(part.in(key.destination())));
        part.tally.opens.forEach((key, sums) -> sources.add(part.in(key.destination())));
    }

    private static List<Window> windows(List<Part> parts) {
        return Spans.joined(parts.stream()
                .flatMap(part -> part.state.facts.windows().stream())
                .toList());
    }

    private List<String> files() {
        return parts.stream()
                .flatMap(part -> part.state.facts.sources().stream())
                .sorted()
                .toList();
    }

    private Map<String, List<Part>> byNetwork() {
        return parts.stream().collect(Collectors.groupingBy(Part::network, TreeMap::new, Collectors.toList()));
    }

    private List<Network> networks() {
        List<Network> all = new ArrayList<>();
        byNetwork().forEach((name, there) -> {
            Newest<KernelSettings> settings = new Newest<>();
            CounterSeries counters = new CounterSeries();
            for (Part part : there) {
                settings.offer(part.state.facts.settings());
                counters.addAll(part.state.facts.counters());
            }
            all.add(new Network(name, Window.length(windows(there)), settings.value(), counters.counters()));
        });
        return all;
    }

    private List<CloseGroup> closes() {
        List<CloseGroup> all = new ArrayList<>();
        for (Part part : parts) {
            part.tally.closes.forEach((key, sums) -> all.add(new CloseGroup(
                    part.place,
                    part.in(key.destination()),
                    key.word().verdict(),
                    key.word().ending(),
                    key.word().reset(),
                    key.trigger(),
                    key.why(),
                    key.word().evidence(),
                    sums.count(),
                    sums.lifetimes(),
                    sums.closeWaits(),
                    sums.requests(),
                    sums.sentAfterFin(),
                    sums.undelivered())));
        }
        return sorted(all, CloseGroup::count);
    }

    private List<OpenGroup> opens() {
        List<OpenGroup> all = new ArrayList<>();
        for (Part part : parts) {
            part.tally.opens.forEach((key, sums) -> all.add(new OpenGroup(
                    part.place,
                    sources.complete(part.in(key.destination())),
                    key.failureKind(),
                    key.boundFirst(),
                    sums.count(),
                    sums.example(),
                    key.host())));
        }
        return sorted(all, OpenGroup::count);
    }

    private List<BindFailure> bindFailures() {
        Map<BindFailure, Long> counts = new HashMap<>();
        parts.forEach(
                part -> part.state.bindFailures.forEach((key, seen) -> counts.merge(key, seen.count(), Long::sum)));
        List<BindFailure> all = new ArrayList<>();
        counts.forEach((key, count) -> all.add(key.withCount(count)));
        return sorted(all, BindFailure::count);
    }

    /** For each act the complete counts when they name any place, and the sampled ones if not. */
    private Sites sites() {
        Map<SiteGroup, Long> counts = new HashMap<>();
        boolean estimated = false;
        for (Act act : Act.values()) {
            boolean named = isNamed(act, tally -> tally.sites);
            boolean useSamples = !named && isNamed(act, tally -> tally.sampledSites);
            estimated |= useSamples;
            for (Part part : parts) {
                (useSamples ? part.tally.sampledSites : part.tally.sites).forEach((key, count) -> {
                    if (key.act() == act) {
                        Destination destination = sources.complete(part.in(key.destination()));
                        counts.merge(new SiteGroup(act, destination, key.marks(), key.site(), 0), count, Long::sum);
                    }
                });
            }
        }
        List<SiteGroup> all = new ArrayList<>();
        counts.forEach(
                (key, count) -> all.add(new SiteGroup(key.act(), key.destination(), key.marks(), key.site(), count)));
        ExampleStacks stacks = new ExampleStacks();
        parts.forEach(part -> stacks.addAll(part.state.sites.examples()));
        return new Sites(sorted(all, SiteGroup::count), estimated, Map.copyOf(stacks.all()));
    }

    private boolean isNamed(Act act, Function<Tally, BoundedMap<Tally.SiteKey, Long>> which) {
        return parts.stream()
                .anyMatch(part -> which.apply(part.tally).asMap().keySet().stream()
                        .anyMatch(key -> key.act() == act && key.site().isKnown()));
    }

    private PeerTable peers() {
        PeerTable peers = new PeerTable();
        parts.forEach(part -> peers.addAll(part.state.peers, part::in));
        return peers;
    }

    private Map<Destination, MomentList> stillOpen(Part part) {
        JvmFacts facts = part.state.facts;
        return part.tally.stillOpen.unless(facts.statusTime(), facts.liveConnections());
    }

    private Map<Destination, Long> openAtEnd() {
        Map<Destination, Long> all = new HashMap<>();
        for (Part part : parts) {
            JvmFacts facts = part.state.facts;
            part.tally
                    .stillOpen
                    .openAtEnd(facts.statusTime(), facts.liveConnections())
                    .forEach((destination, open) -> all.merge(part.in(destination), open, Long::sum));
        }
        return Map.copyOf(all);
    }

    private Map<Destination, Workload> workloads() {
        Map<String, List<Window>> windows = new HashMap<>();
        byNetwork().forEach((name, there) -> windows.put(name, windows(there)));
        Workloads all = new Workloads(Workloads.LIMIT);
        for (Part part : parts) {
            all.addAll(part.tally.workloads, part::in);
            Map<Destination, MomentList> staying = new HashMap<>();
            stillOpen(part).forEach((destination, opened) -> staying.put(part.in(destination), opened));
            all.staying(staying);
        }
        return all.build(windows::get, sources);
    }

    private List<ProxyUse> proxies() {
        List<ProxyUse> all = new ArrayList<>();
        parts.forEach(part -> part.tally.proxies.forEach(
                (key, count) -> all.add(new ProxyUse(part.in(key.destination()), key.target(), key.refused(), count))));
        return sorted(all, ProxyUse::count);
    }

    private Transitions transitions() {
        TransitionTally all = new TransitionTally();
        parts.forEach(part -> all.addAll(part.tally.transitions));
        return all.transitions();
    }

    private List<SocketOptions> socketOptions() {
        SocketOptionsTally all = new SocketOptionsTally();
        parts.forEach(part -> all.addAll(part.tally.socketOptions));
        return sorted(all.groups(), SocketOptions::count);
    }

    private List<PeerEnds> peerEnds() {
        PeerEndTally all = new PeerEndTally();
        parts.forEach(part -> all.addAll(part.tally.peerEnds, part::in));
        return sorted(all.all(), PeerEnds::count);
    }

    private Ports ports(List<TimeWaitCensus> timeWait) {
        return Ports.together(parts.stream().map(part -> ports(part, timeWait)).toList());
    }

    private Ports ports(Part part, List<TimeWaitCensus> timeWait) {
        JvmState state = part.state;
        UnaryOperator<Destination> complete = destination -> sources.complete(part.in(destination));
        List<FinWait2> finWaits = new ArrayList<>();
        part.tally.finWaits.forEach((key, sums) -> finWaits.add(new FinWait2(
                part.in(key.destination()),
                key.held(),
                key.site(),
                key.openedBy(),
                sums.count(),
                Duration.ofNanos(sums.longest()),
                sums.neverClosed())));
        List<Redirects> redirects = new ArrayList<>();
        part.tally.redirects.forEach(
                (key, count) -> redirects.add(new Redirects(part.in(key.destination()), key.client(), count)));
        List<SelfConnects> selfConnects = new ArrayList<>();
        part.tally.selfConnects.forEach(
                (destination, count) -> selfConnects.add(new SelfConnects(part.in(destination), count)));
        return new Ports(
                state.portSamples.budgets(part.place, part.network()),
                state.portFailures.exhaustions(part.place, part.network()),
                state.waitingCloses.all(part.network(), state::led, state::isClosedByCode),
                sorted(finWaits, FinWait2::count),
                timeWait.stream().filter(one -> one.jvm() == part.place).toList(),
                sorted(redirects, Redirects::count),
                state.acceptQueues.all(part.place, part.network()),
                state.unreleased.all(state::closedBy),
                state.portFailures.conflicts(part.place, part.tally.conflicts.asMap(), complete),
                sorted(selfConnects, SelfConnects::count),
                state.openHttp.all(part.network()));
    }

    /** Whose TIME_WAIT was there when the kernel showed most, and when it was last asked. */
    private List<TimeWaitCensus> timeWait(Part part) {
        Optional<TimeWaitSample> last = part.state.timeWaitLast();
        Optional<TimeWaitSample> peak = part.state.timeWaitPeak();
        List<TimeWaitCensus> all = new ArrayList<>();
        if (peak.isPresent() && !peak.equals(last)) {
            all.add(census(part, Moment.PEAK, peak.get().time(), peak));
        }
        all.add(census(part, Moment.END, last.map(TimeWaitSample::time).orElse(part.state.facts.end()), last));
        return all;
    }

    private TimeWaitCensus census(Part part, Moment moment, Instant time, Optional<TimeWaitSample> sample) {
        TimeWaitLedger ledger = sample.map(part.state::ledger).orElseGet(() -> part.state.ledger(time));
        notKept += ledger.notKept();
        return new TimeWaitCensus(
                part.place,
                moment,
                time,
                isWhole(part, time),
                ledger.isSampled(),
                ledger.owners(destination -> sources.complete(part.in(destination))),
                sample.map(TimeWaitSample::shown));
    }

    /** Whether all was recorded that may have left a TIME_WAIT then. */
    private static boolean isWhole(Part part, Instant time) {
        Instant from = time.minusSeconds(TimeWaitProjection.SECONDS);
        return part.state.facts.windows().stream()
                .anyMatch(window -> !window.from().isAfter(from) && !window.to().isBefore(time));
    }

    private ReadQuality quality() {
        long disagreements = 0;
        long duplicates = 0;
        for (Part part : parts) {
            disagreements += part.tally.disagreements();
            duplicates += part.state.duplicates();
            notKept += part.state.notKept() + part.tally.notKept();
        }
        return new ReadQuality(disagreements, duplicates, notKept, unfinished, cut);
    }

    /** The most first; of equal counts in an order that does not depend on that of the events. */
    private static <T> List<T> sorted(List<T> unsorted, ToLongFunction<T> count) {
        Map<T, String> texts = new IdentityHashMap<>();
        unsorted.forEach(one -> texts.put(one, one.toString()));
        return unsorted.stream()
                .sorted(Comparator.comparingLong(count).reversed().thenComparing(texts::get))
                .toList();
    }
}
