package io.firstfin.analysis.report;

import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.PortBudget;
import io.firstfin.analysis.model.PortCount;
import io.firstfin.analysis.model.PortExhaustion;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What the kernel showed of ports in JSON: the budgets, and what it showed where one ran out. */
final class JsonPorts {

    private JsonPorts() {}

    static void budgets(ArrayNode array, Model model) {
        model.ports().budgets().forEach(budget -> budget(array.addObject(), budget));
    }

    static void exhaustions(ArrayNode array, Model model) {
        model.ports().exhaustions().forEach(one -> exhaustion(array.addObject(), one));
    }

    private static void budget(ObjectNode node, PortBudget budget) {
        node.put("jvm", budget.jvm());
        node.put("side", budget.side().name());
        JsonFields.end(node, budget.destination());
        JsonFields.text(node, "peer", budget.peer());
        node.put("looks", budget.looks());
        count(node.putObject("last"), budget.last());
        count(node.putObject("fullest"), budget.fullest());
        budget.soonest().ifPresent(look -> count(node.putObject("soonest"), look));
    }

    private static void exhaustion(ObjectNode node, PortExhaustion one) {
        node.put("jvm", one.jvm());
        node.put("call", one.call());
        JsonFields.end(node, one.destination());
        node.put("count", one.count());
        node.put("time", one.held().time().toString());
        count(node.putObject("held"), one.held());
        one.owners().forEach(node.putArray("owners")::add);
        JsonFields.text(node, "guilty", one.guilty());
        JsonFields.text(node, "settings", one.settings());
        JsonFields.text(node, "failure", one.failure());
    }

    private static void count(ObjectNode node, PortCount count) {
        node.put("time", count.time().toString());
        JsonFields.number(node, "capacity", count.capacity());
        JsonFields.number(node, "established", count.established());
        JsonFields.number(node, "timeWait", count.timeWait());
        JsonFields.number(node, "otherStates", count.otherStates());
        JsonFields.number(node, "timeWaitOurs", count.timeWaitOurs());
        JsonFields.number(node, "otherProcesses", count.otherProcesses());
        JsonFields.number(node, "free", count.free());
        JsonFields.measure(node, "opensPerSecond", count.opensPerSecond());
        JsonFields.millis(node, "millisLeft", count.left());
    }
}
