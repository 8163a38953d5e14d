package io.firstfin.analysis.report;

import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.TimeWaitCensus;
import io.firstfin.analysis.model.TimeWaitCensus.Shown;
import io.firstfin.analysis.model.TimeWaitOwner;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Whose TIME_WAIT stood at which moment, in JSON. */
final class JsonTimeWait {

    private JsonTimeWait() {}

    static void all(ArrayNode array, Model model) {
        model.ports().timeWait().forEach(census -> census(array.addObject(), census));
    }

    private static void census(ObjectNode node, TimeWaitCensus census) {
        node.put("jvm", census.jvm());
        node.put("moment", census.moment().name());
        node.put("time", census.time().toString());
        node.put("whole", census.whole());
        node.put("estimated", census.estimated());
        node.put("charged", census.charged());
        census.kernel().ifPresent(shown -> kernel(node.putObject("kernel"), shown));
        ArrayNode owners = node.putArray("owners");
        census.owners().forEach(owner -> owner(owners.addObject(), owner));
    }

    private static void kernel(ObjectNode node, Shown shown) {
        node.put("byBudgets", shown.byBudgets());
        JsonFields.number(node, "timeWait", shown.timeWait());
        JsonFields.number(node, "ours", shown.ours());
        JsonFields.number(node, "otherProcesses", shown.otherProcesses());
        if (shown.byBudgets()) {
            JsonFields.number(node, "budgetsLeftOut", shown.leftOut());
        }
    }

    private static void owner(ObjectNode node, TimeWaitOwner owner) {
        JsonFields.end(node, owner.destination());
        if (owner.site().isKnown()) {
            node.put("site", owner.site().place());
            JsonFields.text(node, "library", owner.site().library());
        }
        node.put("reason", owner.why().reason());
        JsonFields.text(node, "httpProgram", owner.why().program());
        node.put("count", owner.count());
    }
}
