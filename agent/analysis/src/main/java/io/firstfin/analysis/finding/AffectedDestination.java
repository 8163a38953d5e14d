package io.firstfin.analysis.finding;

import io.firstfin.analysis.model.Destination;
import java.util.List;

/**
 * A destination that a finding is about.
 *
 * @param destination which
 * @param count how much the finding counts of it: connections, connects, closes or sockets
 */
public record AffectedDestination(Destination destination, long count) {

    /** As people write it, with what tells it apart from others of the same address. */
    String nameAmong(List<AffectedDestination> all) {
        List<Destination> alike = all.stream()
                .map(AffectedDestination::destination)
                .filter(other -> other.label().equals(destination.label()))
                .toList();
        boolean sources = alike.stream().map(Destination::source).distinct().count() > 1;
        boolean networks = alike.stream().map(Destination::network).distinct().count() > 1;
        return destination.label()
                + (sources && !destination.source().isEmpty() ? " from " + destination.source() : "")
                + (networks ? " in " + destination.network() : "");
    }
}
