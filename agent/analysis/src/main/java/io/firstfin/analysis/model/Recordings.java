package io.firstfin.analysis.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What was recorded: the files, the time they cover, and the JVMs and network namespaces they come from.
 *
 * @param files the files that were read
 * @param from when the earliest of them begins
 * @param observed how long was recorded; overlapping recordings count once
 * @param jvms the JVMs recorded
 * @param networks the network namespaces they ran in
 * @param quality how well the events fitted together
 */
public record Recordings(
        List<String> files,
        Instant from,
        Duration observed,
        List<RecordedJvm> jvms,
        List<Network> networks,
        ReadQuality quality) {

    /**
     * The namespace that a destination's ports belong to.
     *
     * @throws IllegalArgumentException when no recorded JVM ran there
     */
    public Network network(Destination destination) {
        return networks.stream()
                .filter(network -> network.name().equals(destination.network()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no network " + destination));
    }
}
