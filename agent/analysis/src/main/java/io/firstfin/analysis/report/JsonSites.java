package io.firstfin.analysis.report;

import io.firstfin.analysis.model.Mark;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.SiteGroup;
import java.util.Comparator;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The call sites in JSON, the busiest first. */
final class JsonSites {

    private JsonSites() {}

    static void all(ArrayNode array, Model model) {
        model.sites().groups().stream()
                .filter(group -> group.site().isKnown())
                .sorted(Comparator.comparingLong(SiteGroup::count).reversed())
                .forEach(group -> one(array.addObject(), group, model.sites().sampled()));
    }

    private static void one(ObjectNode node, SiteGroup group, boolean sampled) {
        node.put("act", group.act().name());
        node.put("destination", group.destination().label());
        node.put("site", group.site().place());
        node.put("className", group.site().className());
        node.put("method", group.site().method());
        if (group.site().line() > 0) {
            node.put("line", group.site().line());
        }
        if (!group.site().library().isEmpty()) {
            node.put("library", group.site().library());
        }
        ArrayNode marks = node.putArray("marks");
        group.marks().stream().map(Mark::name).sorted().forEach(marks::add);
        node.put("count", group.count());
        node.put("estimated", sampled);
    }
}
