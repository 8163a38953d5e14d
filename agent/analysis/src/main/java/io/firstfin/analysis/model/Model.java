package io.firstfin.analysis.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The facts of one or several recordings.
 *
 * @param files the files that were read
 * @param from when the earliest of them begins
 * @param observed how long was recorded; overlapping recordings count once
 * @param jvms the JVMs recorded
 * @param networks the network namespaces they ran in
 * @param closes what was closed
 * @param opens what was connected and accepted, or could not be
 * @param bindFailures binds that failed
 * @param sites the call sites
 * @param peers for each server port, who connected to it
 * @param openAtEnd how many of the connections opened meanwhile have no close in the recordings
 * @param ports what the kernel showed of ports, and whose they were
 * @param timeline what happened when
 * @param transitions which steps of TCP's state machine that proves
 * @param joins how well the events fitted together
 * @param workloads for each destination that we connected to, its connections over time
 */
public record Model(
        List<String> files,
        Instant from,
        Duration observed,
        List<RecordedJvm> jvms,
        List<Network> networks,
        List<CloseGroup> closes,
        List<OpenGroup> opens,
        List<BindFailure> bindFailures,
        Sites sites,
        Map<Destination, Peers> peers,
        Map<Destination, Long> openAtEnd,
        Ports ports,
        Timeline timeline,
        Transitions transitions,
        Joins joins,
        Map<Destination, Workload> workloads) {

    /** How many connections were closed. */
    public long closed() {
        return closed(group -> true);
    }

    /** How many of the closes are such. */
    public long closed(Predicate<CloseGroup> which) {
        return closes.stream().filter(which).mapToLong(CloseGroup::count).sum();
    }

    /** How many of the closes are such in a second, at the busiest time that was recorded. */
    public double closedPerSecond(Predicate<CloseGroup> which) {
        return new Rates(jvms)
                .perSecond(closes.stream()
                        .filter(which)
                        .collect(Collectors.groupingBy(CloseGroup::jvm, Collectors.summingLong(CloseGroup::count))));
    }

    /** How many connects and accepts are such. */
    public long opened(Predicate<OpenGroup> which) {
        return opens.stream().filter(which).mapToLong(OpenGroup::count).sum();
    }

    /** How many of the connections opened meanwhile were open when their recording ended. */
    public long stillOpen() {
        return openAtEnd.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The part of the closes that are such, from 0 to 1. */
    public double share(Predicate<CloseGroup> which) {
        long all = closed();
        return all == 0 ? 0 : (double) closed(which) / all;
    }

    /** The namespace that a destination's ports belong to. */
    public Network network(Destination destination) {
        return networks.stream()
                .filter(network -> network.name().equals(destination.network()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no network " + destination));
    }

    /** Every destination with what it was used for and what that costs, the dearest first. */
    public List<DestinationUse> destinations() {
        return Destinations.of(this);
    }
}
