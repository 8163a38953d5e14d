package io.firstfin.analysis.report;

import io.firstfin.analysis.model.AcceptQueue;
import io.firstfin.analysis.model.FinWait2;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.WaitingClose;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Connections that waited for one of their ends in JSON: for ours in CLOSE_WAIT, or the peer's. */
final class JsonWaits {

    private JsonWaits() {}

    static void closeWaits(ArrayNode array, Model model) {
        model.ports().waiting().forEach(wait -> closeWait(array.addObject(), wait));
    }

    static void finWaits(ArrayNode array, Model model) {
        model.ports().finWait2().forEach(wait -> finWait(array.addObject(), wait));
    }

    static void acceptQueues(ArrayNode array, Model model) {
        model.ports().acceptQueues().forEach(queue -> acceptQueue(array.addObject(), queue));
    }

    private static void acceptQueue(ObjectNode node, AcceptQueue queue) {
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

    static void unreleased(ArrayNode array, Model model) {
        model.ports().unreleased().forEach(channel -> {
            ObjectNode node = array.addObject();
            JsonFields.text(node, "closedBy", channel.closedBy());
            node.put("count", channel.count());
            JsonFields.millis(node, "longestMillis", channel.longest());
        });
    }

    private static void closeWait(ObjectNode node, WaitingClose wait) {
        JsonFields.end(node, wait.destination());
        JsonFields.text(node, "openedBy", wait.openedBy());
        JsonFields.text(node, "httpProgram", wait.program());
        node.put("closed", wait.closed());
        node.put("count", wait.count());
        node.put("withoutEvent", wait.untold());
        JsonFields.millis(node, "longestMillis", wait.longest());
    }

    private static void finWait(ObjectNode node, FinWait2 wait) {
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
}
