package io.firstfin.analysis.render.json;

import static io.firstfin.analysis.render.json.JsonFields.array;
import static io.firstfin.analysis.render.json.JsonFields.texts;

import io.firstfin.analysis.finding.AffectedDestination;
import io.firstfin.analysis.finding.Finding;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.view.DestinationsView;
import io.firstfin.analysis.view.FindingsView;
import io.firstfin.analysis.view.Report;
import io.firstfin.analysis.view.SocketOptionsView;
import io.firstfin.analysis.view.TimeWaitView;
import io.firstfin.analysis.view.WhatIfView;
import io.firstfin.analysis.whatif.Outcome;
import io.firstfin.analysis.whatif.WhatIf;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The report for programs. {@code report-schema.json} beside this class describes it: fields may be
 * added under the same version, none is removed or changes its meaning.
 */
public final class JsonReport {

    static final String SCHEMA = "firstfin-report/1";

    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private static final int ALL = Integer.MAX_VALUE;

    /** Destinations that a finding lists at most, the worst first; the array of all destinations has the others. */
    private static final int MOST_DESTINATIONS = 100;

    private static final Pattern HARMFUL = Pattern.compile("[\\x7f-\\x9f\\p{Cf}\\p{Zl}\\p{Zp}]");

    private JsonReport() {}

    /** Pretty JSON of the schema {@code firstfin-report/1}, ending with a newline. */
    public static String render(Report report) {
        Model model = report.model();
        ObjectNode root = MAPPER.createObjectNode();
        root.put("schema", SCHEMA);
        JsonRecordings.recording(root.putObject("recording"), model);
        JsonConnections.summary(root.putObject("summary"), model);
        array(root, "findings", FindingsView.of(report).all(), (node, one) -> finding(node, one.finding()));
        array(root, "destinations", DestinationsView.of(model, ALL).rows(), JsonConnections::destination);
        array(root, "whatIf", WhatIfView.of(report).tables(), JsonReport::whatIf);
        array(root, "closes", model.connections().closes(), JsonConnections::close);
        array(
                root,
                "callSites",
                JsonConnections.sites(model),
                (node, group) -> JsonConnections.site(node, group, model.sites().sampled()));
        array(root, "socketOptions", SocketOptionsView.of(model, ALL).all(), JsonConnections::socketOptions);
        array(root, "networks", model.recordings().networks(), JsonRecordings::network);
        array(root, "portBudgets", model.ports().budgets(), JsonPorts::budget);
        array(root, "portExhaustions", model.ports().exhaustions(), JsonPorts::exhaustion);
        array(root, "closeWaits", model.ports().waiting(), JsonPorts::closeWait);
        array(root, "finWaits", model.ports().finWait2(), JsonPorts::finWait);
        array(root, "acceptQueues", model.ports().acceptQueues(), JsonPorts::acceptQueue);
        array(root, "unreleasedChannels", model.ports().unreleased(), JsonPorts::unreleased);
        array(root, "timeWaitOwners", TimeWaitView.of(model, ALL, ALL).censuses(), JsonPorts::census);
        JsonTimeline.all(root.putObject("timeline"), model);
        JsonConnections.transitions(root.putObject("transitions"), model);
        return plain(MAPPER.writeValueAsString(root).replace("\r\n", "\n")) + "\n";
    }

    /**
     * JSON leaves these as they are, and a terminal would obey some of them. They stand inside of strings
     * only, where an escape means the same.
     */
    private static String plain(String json) {
        return HARMFUL.matcher(json)
                .replaceAll(found -> found.group()
                        .chars()
                        .mapToObj(unit -> String.format(Locale.ROOT, "\\\\u%04x", unit))
                        .collect(Collectors.joining()));
    }

    private static void finding(ObjectNode node, Finding finding) {
        node.put("id", finding.id().name());
        node.put("severity", finding.severity().name());
        node.put("statement", finding.statement());
        node.set("evidence", MAPPER.valueToTree(finding.evidence()));
        texts(node, "advice", finding.advice());
        finding.explains().ifPresent(share -> {
            ObjectNode explains = node.putObject("explains");
            explains.put("count", share.count());
            explains.put("of", share.of());
            explains.put("what", share.what());
            explains.put("percent", 100 * share.share());
        });
        finding.sameCauseAs().ifPresent(cause -> node.put("sameCauseAs", cause.name()));
        if (finding.destinations().size() > 1) {
            List<AffectedDestination> worst =
                    finding.destinations().stream().limit(MOST_DESTINATIONS).toList();
            array(node, "destinations", worst, (one, affected) -> {
                one.put("destination", affected.destination().label());
                one.put("source", affected.destination().source());
                one.put("network", affected.destination().network());
                one.put("count", affected.count());
            });
        }
    }

    private static void whatIf(ObjectNode node, WhatIfView.Table table) {
        WhatIf one = table.whatIf();
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
        array(node, "outcomes", one.outcomes(), JsonReport::outcome);
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
        texts(node, "assumptions", outcome.assumptions());
    }
}
