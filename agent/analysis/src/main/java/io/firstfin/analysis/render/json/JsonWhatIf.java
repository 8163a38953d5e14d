package io.firstfin.analysis.render.json;

import io.firstfin.analysis.view.WhatIfView;
import io.firstfin.analysis.whatif.Outcome;
import io.firstfin.analysis.whatif.WhatIf;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The what-if in JSON: for each destination that matters an outcome for each change. */
final class JsonWhatIf {

    private JsonWhatIf() {}

    static void all(ArrayNode array, WhatIfView view) {
        view.tables().forEach(table -> one(array.addObject(), table.whatIf()));
    }

    private static void one(ObjectNode node, WhatIf one) {
        node.put("destination", one.destination().label());
        node.put("network", one.destination().network());
        node.put("source", one.destination().source());
        node.put("observedMillis", one.load().observed().toMillis());
        node.put("connections", one.load().connections());
        node.put("stayedOpen", one.load().staying().size());
        node.put("outOfPorts", one.load().refused());
        node.put("verdictUnknown", one.load().unknown());
        node.put("leftOut", one.load().leftOut());
        node.put("opensPerSecond", one.load().opensPerSecond());
        ArrayNode outcomes = node.putArray("outcomes");
        one.outcomes().forEach(outcome -> outcome(outcomes.addObject(), outcome));
    }

    private static void outcome(ObjectNode node, Outcome outcome) {
        node.put("change", outcome.kind().name());
        node.put("label", outcome.label());
        outcome.idleLimit().ifPresent(limit -> node.put("idleLimitMillis", limit.toMillis()));
        node.put("destinations", outcome.destinations());
        outcome.ports().ifPresent(ports -> node.put("ports", ports));
        node.put("peakPortsRecorded", outcome.peakRecorded());
        node.put("peakPortsProjected", outcome.peakProjected());
        node.put("opensPerSecond", outcome.opensPerSecond());
        outcome.share().ifPresent(share -> node.put("projectedPercent", share * 100));
        outcome.runsOutAt().ifPresent(rate -> node.put("runsOutAtPerSecond", rate));
        outcome.assumptions().forEach(node.putArray("assumptions")::add);
    }
}
