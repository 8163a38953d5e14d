package io.firstfin.analysis.render.json;

import io.firstfin.analysis.model.AgentStatus;
import io.firstfin.analysis.model.KernelSettings;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.Network;
import io.firstfin.analysis.model.ReadQuality;
import io.firstfin.analysis.model.RecordedJvm;
import tools.jackson.databind.node.ObjectNode;

/** What was recorded, and the kernel under it, in JSON. */
final class JsonRecordings {

    private JsonRecordings() {}

    static void recording(ObjectNode node, Model model) {
        node.put("from", model.recordings().from().toString());
        node.put("observedMillis", model.recordings().observed().toMillis());
        JsonFields.texts(node, "files", model.recordings().files());
        JsonFields.array(node, "jvms", model.recordings().jvms(), JsonRecordings::jvm);
        ReadQuality quality = model.recordings().quality();
        node.put("disagreements", quality.disagreements());
        node.put("duplicateEvents", quality.duplicates());
        node.put("eventsBeyondBounds", quality.notKept());
        node.put("unfinishedFiles", quality.unfinishedFiles());
        JsonFields.texts(node, "cutFiles", quality.cutFiles());
    }

    static void network(ObjectNode node, Network network) {
        node.put("name", network.name());
        node.put("observedMillis", network.observed().toMillis());
        network.settings().ifPresent(all -> settings(node.putObject("settings"), all));
        ObjectNode growth = node.putObject("counterGrowth");
        network.counters().last().keySet().stream()
                .sorted()
                .forEach(counter -> growth.put(counter, network.counters().growth(counter)));
        network.mostTimeWait().ifPresent(most -> node.put("timeWaitCounted", most));
    }

    private static void jvm(ObjectNode node, RecordedJvm jvm) {
        if (jvm.pid() >= 0) {
            node.put("pid", jvm.pid());
            node.put("version", jvm.version());
        }
        jvm.started().ifPresent(time -> node.put("started", time.toString()));
        node.put("network", jvm.network());
        node.put("files", jvm.files());
        jvm.agent().ifPresent(agent -> agent(node.putObject("agent"), agent));
    }

    private static void settings(ObjectNode node, KernelSettings settings) {
        node.put("kernelVersion", settings.kernelVersion());
        node.put("firstPort", settings.firstPort());
        node.put("lastPort", settings.lastPort());
        node.put("reservedPorts", settings.reservedPorts());
        node.put("ephemeralPorts", settings.ephemeralPorts());
        node.put("twReuse", settings.twReuse());
        node.put("twReuseDelayMillis", settings.reuseDelay().toMillis());
        node.put("timestamps", settings.timestamps());
        node.put("maxTimeWaitBuckets", settings.maxTimeWaitBuckets());
        if (!settings.finTimeout().isNegative()) {
            node.put("finTimeoutMillis", settings.finTimeout().toMillis());
        }
    }

    private static void agent(ObjectNode node, AgentStatus agent) {
        node.put("version", agent.version());
        node.put("woven", agent.woven());
        node.put("kernelSource", agent.kernelSource());
        JsonFields.text(node, "kernelSourceReason", agent.kernelSourceReason());
        JsonFields.millis(node, "kernelDelayMillis", agent.kernelDelay());
        node.put("liveConnections", agent.liveConnections());
        node.put("untracedConnections", agent.untracedConnections());
        node.put("untracedOpens", agent.untracedOpens());
        node.put("unsettled", agent.unsettled());
        node.put("dropped", agent.dropped());
        node.put("suppressedErrors", agent.suppressedErrors());
        JsonFields.text(node, "lastError", agent.lastError());
        JsonFields.millis(node, "cpuTimeMillis", agent.cpuTime());
    }
}
