package io.firstfin.analysis.render.json;

import io.firstfin.analysis.finding.Finding;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.view.DestinationsView;
import io.firstfin.analysis.view.FindingsView;
import io.firstfin.analysis.view.Report;
import io.firstfin.analysis.view.SocketOptionsView;
import io.firstfin.analysis.view.TimeWaitView;
import io.firstfin.analysis.view.WhatIfView;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
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
        ArrayNode findings = root.putArray("findings");
        FindingsView.of(report).all().forEach(one -> finding(findings.addObject(), one.finding()));
        JsonConnections.destinations(root.putArray("destinations"), DestinationsView.of(model, ALL));
        JsonWhatIf.all(root.putArray("whatIf"), WhatIfView.of(report));
        JsonConnections.closes(root.putArray("closes"), model);
        JsonConnections.sites(root.putArray("callSites"), model);
        JsonConnections.socketOptions(root.putArray("socketOptions"), SocketOptionsView.of(model, ALL));
        JsonRecordings.networks(root.putArray("networks"), model);
        JsonPorts.budgets(root.putArray("portBudgets"), model);
        JsonPorts.exhaustions(root.putArray("portExhaustions"), model);
        JsonPorts.closeWaits(root.putArray("closeWaits"), model);
        JsonPorts.finWaits(root.putArray("finWaits"), model);
        JsonPorts.acceptQueues(root.putArray("acceptQueues"), model);
        JsonPorts.unreleased(root.putArray("unreleasedChannels"), model);
        JsonPorts.timeWait(root.putArray("timeWaitOwners"), TimeWaitView.of(model, ALL, ALL));
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
        finding.advice().forEach(node.putArray("advice")::add);
        if (finding.destinations().size() > 1) {
            ArrayNode destinations = node.putArray("destinations");
            finding.destinations().stream()
                    .limit(MOST_DESTINATIONS)
                    .forEach(one -> destinations
                            .addObject()
                            .put("destination", one.destination().label())
                            .put("source", one.destination().source())
                            .put("network", one.destination().network())
                            .put("count", one.count()));
        }
    }
}
