package io.firstfin.analysis.report;

import io.firstfin.analysis.finding.Finding;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.ReadQuality;
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
final class JsonReport {

    static final String SCHEMA = "firstfin-report/1";

    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /** Destinations that a finding lists at most, the worst first; the array of all destinations has the others. */
    private static final int MOST_DESTINATIONS = 100;

    private static final Pattern HARMFUL = Pattern.compile("[\\x7f-\\x9f\\p{Cf}\\p{Zl}\\p{Zp}]");

    private JsonReport() {}

    static String render(Report report) {
        Model model = report.model();
        ObjectNode root = MAPPER.createObjectNode();
        root.put("schema", SCHEMA);
        recording(root.putObject("recording"), model);
        JsonCloses.summary(root.putObject("summary"), model);
        ArrayNode findings = root.putArray("findings");
        report.findings().forEach(finding -> finding(findings.addObject(), finding));
        JsonDestinations.all(root.putArray("destinations"), model);
        JsonWhatIf.all(root.putArray("whatIf"), report.whatIf());
        JsonCloses.all(root.putArray("closes"), model);
        JsonSites.all(root.putArray("callSites"), model);
        JsonKernel.all(root.putArray("networks"), model);
        JsonPorts.budgets(root.putArray("portBudgets"), model);
        JsonPorts.exhaustions(root.putArray("portExhaustions"), model);
        JsonWaits.closeWaits(root.putArray("closeWaits"), model);
        JsonWaits.finWaits(root.putArray("finWaits"), model);
        JsonWaits.acceptQueues(root.putArray("acceptQueues"), model);
        JsonWaits.unreleased(root.putArray("unreleasedChannels"), model);
        JsonTimeWait.all(root.putArray("timeWaitOwners"), model);
        JsonTimeline.all(root.putObject("timeline"), model);
        JsonTransitions.all(root.putObject("transitions"), model);
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

    private static void recording(ObjectNode node, Model model) {
        node.put("from", model.recordings().from().toString());
        node.put("observedMillis", model.recordings().observed().toMillis());
        model.recordings().files().forEach(node.putArray("files")::add);
        JsonKernel.jvms(node.putArray("jvms"), model);
        ReadQuality joins = model.recordings().quality();
        node.put("disagreements", joins.disagreements());
        node.put("duplicateEvents", joins.duplicates());
        node.put("eventsBeyondBounds", joins.notKept());
        node.put("unfinishedFiles", joins.unfinishedFiles());
        joins.cutFiles().forEach(node.putArray("cutFiles")::add);
    }
}
