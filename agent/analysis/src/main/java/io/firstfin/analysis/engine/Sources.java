package io.firstfin.analysis.engine;

import io.firstfin.analysis.model.Destination;
import io.firstfin.verdict.Role;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Our addresses towards each peer. A connect that fails for want of a port has none yet; where all
 * others to the same peer went from one, it would have been that one too.
 */
final class Sources {

    private final Map<Destination, Set<String>> known = new HashMap<>();

    void add(Destination destination) {
        if (destination.role() == Role.CLIENT && !destination.source().isEmpty()) {
            known.computeIfAbsent(from(destination, ""), absent -> new HashSet<>())
                    .add(destination.source());
        }
    }

    Destination complete(Destination destination) {
        Set<String> sources = known.getOrDefault(destination, Set.of());
        return sources.size() == 1 ? from(destination, sources.iterator().next()) : destination;
    }

    private static Destination from(Destination destination, String source) {
        return Destination.client(destination.network(), source, destination.address(), destination.port());
    }
}
