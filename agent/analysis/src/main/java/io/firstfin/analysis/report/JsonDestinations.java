package io.firstfin.analysis.report;

import io.firstfin.analysis.model.Destination;
import io.firstfin.analysis.model.DestinationUse;
import io.firstfin.analysis.model.Model;
import io.firstfin.verdict.Role;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The destinations in JSON, the dearest first. */
final class JsonDestinations {

    private JsonDestinations() {}

    static void all(ArrayNode array, Model model) {
        model.destinations().forEach(use -> one(array.addObject(), use));
    }

    private static void one(ObjectNode node, DestinationUse use) {
        Destination destination = use.destination();
        node.put("destination", destination.label());
        node.put("role", destination.role().name());
        node.put("network", destination.network());
        if (destination.role() == Role.CLIENT) {
            node.put("source", destination.source());
            node.put("address", destination.address());
        }
        node.put("port", destination.port());
        if (destination.role() == Role.SERVER) {
            node.put("peers", use.peers().addresses());
        }
        node.put("opened", use.opened());
        node.put("failed", use.failed());
        node.put("outOfPorts", use.exhausted());
        node.put("stillOpen", use.stillOpen());
        node.put("closed", use.closed());
        node.put("closedFirstByUs", use.closedFirstByUs());
        node.put("timeWaitOurs", use.timeWaitOurs());
        node.put("opensPerSecond", use.opensPerSecond());
        node.put("timeWaitPerSecond", use.timeWaitPerSecond());
        node.put("projectedTimeWait", use.projection().sockets());
        node.put("projectionBound", use.projection().bound().name());
        use.ports().ifPresent(ports -> node.put("ephemeralPorts", ports));
        use.budgetUsed().ifPresent(used -> node.put("budgetUsedPercent", used * 100));
    }
}
