package io.firstfin.analysis.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.firstfin.analysis.finding.FindingId;
import io.firstfin.analysis.model.FailureKind;
import io.firstfin.analysis.model.Models;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class JsonReportTest {

    private static final JsonMapper MAPPER = new JsonMapper();

    @Test
    void a_full_report_keeps_to_the_schema() throws Exception {
        assertThat(violations(Report.of(ShopModel.build()).json())).isEmpty();
    }

    @Test
    void a_report_on_nothing_keeps_to_the_schema() throws Exception {
        assertThat(violations(Report.of(new Models().settings(null).build()).json())).isEmpty();
    }

    @Test
    void the_schema_refuses_what_is_no_report() throws Exception {
        assertThat(violations("{\"schema\": \"firstfin-report/2\"}")).isNotEmpty();
    }

    @Test
    void the_schema_names_every_finding() throws Exception {
        List<String> ids = new ArrayList<>();
        MAPPER.readTree(schemaText()).at("/$defs/finding/properties/id/enum")
                .forEach(id -> ids.add(id.asString()));
        assertThat(ids).containsExactlyElementsOf(
                Arrays.stream(FindingId.values()).map(Enum::name).toList());
    }

    @Test
    void every_field_that_is_written_is_described() throws Exception {
        JsonNode schema = MAPPER.readTree(schemaText());
        JsonNode report = MAPPER.readTree(Report.of(ShopModel.build()).json());
        described(report, schema, "");
        described(report.at("/recording"), schema, "/$defs/recording");
        described(report.at("/recording/jvms/0"), schema, "/$defs/jvm");
        described(report.at("/recording/jvms/0/agent"), schema, "/$defs/agent");
        described(report.at("/summary"), schema, "/$defs/summary");
        described(report.at("/findings/0"), schema, "/$defs/finding");
        described(report.at("/closes/0"), schema, "/$defs/closeGroup");
        report.at("/destinations").forEach(destination ->
                described(destination, schema, "/$defs/destination"));
        described(report.at("/whatIf/0"), schema, "/$defs/whatIf");
        report.at("/whatIf/0/outcomes").forEach(outcome ->
                described(outcome, schema, "/$defs/outcome"));
        described(report.at("/callSites/0"), schema, "/$defs/callSite");
        described(report.at("/networks/0"), schema, "/$defs/network");
        described(report.at("/networks/0/settings"), schema, "/$defs/settings");
    }

    @Test
    void a_budget_that_ran_out_is_used_up_whatever_was_closed() throws Exception {
        Models models = new Models().opened(Models.PEER, FailureKind.PORTS_EXHAUSTED, 12);
        assertThat(MAPPER.readTree(Report.of(models.build()).json())
                .at("/destinations/0/budgetUsedPercent").asDouble()).isEqualTo(100);
    }

    @Test
    void it_is_pretty_and_ends_with_a_newline() {
        assertThat(Report.of(new Models().build()).json())
                .startsWith("{\n  \"schema\" : \"firstfin-report/1\",\n").endsWith("}\n");
    }

    private static void described(JsonNode object, JsonNode schema, String at) {
        assertThat(object.propertyNames()).isNotEmpty()
                .allSatisfy(name -> assertThat(schema.at(at + "/properties").has(name))
                        .as(at + " describes " + name).isTrue());
    }

    private static List<com.networknt.schema.Error> violations(String json) throws IOException {
        Schema schema = SchemaRegistry
                .withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(schemaText());
        return schema.validate(json, InputFormat.JSON);
    }

    private static String schemaText() throws IOException {
        try (InputStream in = JsonReport.class.getResourceAsStream("report-schema.json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
