package io.firstfin.analysis.render.json;

import io.firstfin.analysis.model.AcceptQueue;
import io.firstfin.analysis.model.FinWait2;
import io.firstfin.analysis.model.PortBudget;
import io.firstfin.analysis.model.PortCount;
import io.firstfin.analysis.model.PortExhaustion;
import io.firstfin.analysis.model.TimeWaitCensus;
import io.firstfin.analysis.model.TimeWaitCensus.Shown;
import io.firstfin.analysis.model.TimeWaitOwner;
import io.firstfin.analysis.model.UnreleasedChannel;
import io.firstfin.analysis.model.WaitingClose;
import io.firstfin.analysis.view.TimeWaitView;
import tools.jackson.databind.node.ObjectNode;

/** What the kernel showed of ports in JSON: budgets, want of ports, connections that waited, and TIME_WAIT. */
final class JsonPorts {

    private JsonPorts() {}

    static void budget(ObjectNode node, PortBudget budget) {
        node.put("jvm", budget.jvm());
        node.put("side", budget.side().name());
        JsonFields.end(node, budget.destination());
        JsonFields.text(node, "peer", budget.peer());
        node.put("looks", budget.looks());
        count(node.putObject("last"), budget.last());
        count(node.putObject("fullest"), budget.fullest());
        budget.soonest().ifPresent(look -> count(node.putObject("soonest"), look));
    }

    static void exhaustion(ObjectNode node, PortExhaustion one) {
        node.put("jvm", one.jvm());
        node.put("call", one.call());
        JsonFields.end(node, one.destination());
        node.put("count", one.count());
        node.put("time", one.held().time().toString());
        count(node.putObject("held"), one.held());
        JsonFields.texts(node, "owners", one.owners());
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

    static void acceptQueue(ObjectNode node, AcceptQueue queue) {
        AcceptQueue.Look most = queue.longest();
        AcceptQueue.Look stuck = queue.stuck();
        JsonFields.end(node, queue.destination());
        node.put("jvm", queue.jvm());
        node.put("port", queue.destination().port());
        JsonFields.text(node, "address", queue.address());
        node.put("waiting", most.waiting());
        JsonFields.number(node, "backlog", most.limit());
        JsonFields.number(node, "givenUp", most.givenUp());
        node.put("full", most.isFull());
        JsonFields.millis(node, "longestMillis", stuck.longest());
        JsonFields.millis(node, "sinceAcceptMillis", stuck.sinceAccept());
        JsonFields.text(node, "acceptedBy", stuck.acceptedBy());
        JsonFields.text(node, "boundBy", stuck.boundBy());
        JsonFields.text(node, "acceptThread", stuck.thread());
        JsonFields.text(node, "acceptThreadAt", stuck.threadAt());
        node.put("looks", queue.looks());
        JsonFields.number(node, "leftOut", queue.leftOut());
    }

    static void unreleased(ObjectNode node, UnreleasedChannel channel) {
        JsonFields.text(node, "closedBy", channel.closedBy());
        JsonFields.text(node, "httpClient", channel.httpClient());
        node.put("count", channel.count());
        JsonFields.millis(node, "longestMillis", channel.longest());
    }

    static void closeWait(ObjectNode node, WaitingClose wait) {
        JsonFields.end(node, wait.destination());
        JsonFields.text(node, "openedBy", wait.openedBy());
        JsonFields.text(node, "httpProgram", wait.program());
        node.put("closed", wait.closed());
        node.put("count", wait.count());
        node.put("withoutEvent", wait.untold());
        JsonFields.millis(node, "longestMillis", wait.longest());
    }

    static void finWait(ObjectNode node, FinWait2 wait) {
        JsonFields.end(node, wait.destination());
        node.put("held", wait.held());
        if (wait.site().isKnown()) {
            node.put("site", wait.site().place());
        }
        JsonFields.text(node, "openedBy", wait.openedBy());
        node.put("count", wait.count());
        if (wait.held()) {
            JsonFields.millis(node, "longestMillis", wait.longest());
            node.put("neverClosed", wait.neverClosed());
        }
    }

    static void census(ObjectNode node, TimeWaitView.Census shown) {
        TimeWaitCensus census = shown.census();
        node.put("jvm", census.jvm());
        node.put("moment", census.moment().name());
        node.put("time", census.time().toString());
        node.put("whole", census.whole());
        node.put("estimated", census.estimated());
        node.put("charged", census.charged());
        census.kernel().ifPresent(kernel -> kernel(node.putObject("kernel"), kernel));
        JsonFields.array(node, "owners", census.owners(), JsonPorts::owner);
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
        JsonFields.site(node, owner.site());
        node.put("reason", owner.why().reason());
        JsonFields.text(node, "httpProgram", owner.why().program());
        node.put("count", owner.count());
    }
}
