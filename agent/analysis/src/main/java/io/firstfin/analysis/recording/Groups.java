package io.firstfin.analysis.recording;

import io.firstfin.analysis.model.BindFailure;
import io.firstfin.analysis.model.CallSite;
import io.firstfin.analysis.model.CloseGroup;
import io.firstfin.analysis.model.Destination;
import io.firstfin.analysis.model.FailureKind;
import io.firstfin.analysis.model.Grounds;
import io.firstfin.analysis.model.OpenGroup;
import io.firstfin.analysis.model.Sites;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jdk.jfr.consumer.RecordedEvent;

/** The groups of the model while they are counted, over all JVMs. */
final class Groups {

    private static final int MAX_GROUPS = 20_000;

    private final BoundedCounts<CloseGroup, CloseTally> closes = new BoundedCounts<>(MAX_GROUPS, CloseTally::new);
    private final BoundedCounts<OpenGroup, Count> opens = new BoundedCounts<>(MAX_GROUPS, Count::new);
    private final BoundedCounts<BindFailure, Count> binds = new BoundedCounts<>(MAX_GROUPS, Count::new);
    private final SiteGroups sites = new SiteGroups();
    private final SiteGroups sampledSites = new SiteGroups();
    private final Map<Destination, Long> stillOpen = new HashMap<>();
    private final PeerTable peers = new PeerTable();
    private final Sources sources = new Sources();
    private final Workloads workloads = new Workloads(Workloads.LIMIT);
    private final ExampleStacks stacks = new ExampleStacks();
    private long disagreements;

    void close(ClosedConnection closed) {
        CloseGroup one = closed.group();
        closes.of(
                        CloseTally.key(one, one.destination(), one.grounds()),
                        () -> CloseTally.key(
                                one, Destination.unknown(one.destination().network()), Grounds.NONE))
                .add(one);
    }

    void open(int jvm, Destination to, FailureKind failure, boolean boundFirst, String text) {
        OpenGroup key = new OpenGroup(jvm, to, failure, boundFirst, 0, "");
        opens.of(key, () -> new OpenGroup(jvm, Destination.unknown(to.network()), failure, boundFirst, 0, ""))
                .add(1, text);
    }

    void bindFailure(RecordedEvent event, String failure, CallSite site) {
        BindFailure key = new BindFailure(
                Fields.text(event, "localAddress"),
                Fields.integer(event, "localPort"),
                Fields.flag(event, "listening"),
                Fields.flag(event, "reuseAddress"),
                failure,
                Fields.text(event, "heldBy"),
                site,
                0);
        binds.of(key, () -> new BindFailure("", 0, key.listening(), key.reuseAddress(), failure, "", site, 0))
                .add(1, "");
    }

    void disagreement() {
        disagreements++;
    }

    SiteGroups sites() {
        return sites;
    }

    SiteGroups sampledSites() {
        return sampledSites;
    }

    List<CloseGroup> closeGroups() {
        List<CloseGroup> all = new ArrayList<>();
        closes.forEach((key, tally) -> all.add(tally.group(key)));
        return all;
    }

    List<OpenGroup> openGroups() {
        List<OpenGroup> all = new ArrayList<>();
        opens.forEach((key, count) -> all.add(new OpenGroup(
                key.jvm(),
                sources.complete(key.destination()),
                key.failure(),
                key.boundFirst(),
                count.total(),
                count.example())));
        return all;
    }

    List<BindFailure> bindFailures() {
        List<BindFailure> all = new ArrayList<>();
        binds.forEach((key, count) -> all.add(new BindFailure(
                key.localAddress(),
                key.localPort(),
                key.listening(),
                key.reuseAddress(),
                key.failure(),
                key.heldBy(),
                key.site(),
                count.total())));
        return all;
    }

    /** The sites of complete stacks, where recorded; of sampled ones otherwise. */
    Sites allSites() {
        return SiteGroups.best(sites, sampledSites, sources, stacks);
    }

    void stillOpen(Map<Destination, Long> ofOneJvm) {
        ofOneJvm.forEach((destination, count) -> stillOpen.merge(destination, count, Long::sum));
    }

    Map<Destination, Long> stillOpen() {
        return Map.copyOf(stillOpen);
    }

    PeerTable peers() {
        return peers;
    }

    ExampleStacks stacks() {
        return stacks;
    }

    Sources sources() {
        return sources;
    }

    Workloads workloads() {
        return workloads;
    }

    long disagreements() {
        return disagreements;
    }

    long notKept() {
        return closes.notKept()
                + opens.notKept()
                + binds.notKept()
                + sites.notKept()
                + sampledSites.notKept()
                + peers.notKept();
    }
}
