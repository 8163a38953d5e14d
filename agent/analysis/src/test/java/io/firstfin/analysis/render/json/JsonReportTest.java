package io.firstfin.analysis.render.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.analysis.finding.FindingId;
import io.firstfin.analysis.model.Act;
import io.firstfin.analysis.model.CallSite;
import io.firstfin.analysis.model.Destination;
import io.firstfin.analysis.model.Models;
import io.firstfin.analysis.view.Report;
import io.firstfin.analysis.view.ShopModel;
import io.firstfin.verdict.ClosedFirst;
import io.firstfin.verdict.FailureKind;
import io.firstfin.verdict.ResetBy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class JsonReportTest {

    private static final JsonMapper MAPPER = new JsonMapper();

    @Test
    void a_full_report_keeps_to_the_schema() {
        assertThat(ReportSchema.violations(JsonReport.render(Report.of(ShopModel.build()))))
                .isEmpty();
    }

    @Test
    void a_report_on_nothing_keeps_to_the_schema() {
        assertThat(ReportSchema.violations(
                        JsonReport.render(Report.of(new Models().settings(null).build()))))
                .isEmpty();
    }

    @Test
    void the_schema_refuses_what_is_no_report() {
        assertThat(ReportSchema.violations("{\"schema\": \"firstfin-report/2\"}"))
                .isNotEmpty();
    }

    @Test
    void the_schema_names_every_finding() {
        List<String> ids = new ArrayList<>();
        MAPPER.readTree(ReportSchema.text())
                .at("/$defs/finding/properties/id/enum")
                .forEach(id -> ids.add(id.asString()));
        assertThat(ids)
                .containsExactlyElementsOf(
                        Arrays.stream(FindingId.values()).map(Enum::name).toList());
    }

    @Test
    void a_terminal_has_nothing_to_obey_and_a_program_reads_every_name_as_it_is() {
        String name = "shop.\u001b[31m\u009b2J\u202e\u2028\u007f\ud834\udd73\"</script>";
        String json = JsonReport.render(Report.of(new Models()
                .site(Act.CLOSE, Models.PEER, new CallSite(name, "close", 7, ""), 3)
                .build()));
        assertThat(json).doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}&&[^\n]]");
        assertThat(MAPPER.readTree(json).at("/callSites/0/className").asString())
                .isEqualTo(name);
    }

    @Test
    void every_field_that_is_written_is_described() {
        String json = JsonReport.render(Report.of(ShopModel.build()));
        assertThat(ReportSchema.undescribed(MAPPER.readTree(json))).isEmpty();
        assertThat(ReportSchema.undescribed(MAPPER.readTree("{\"recording\": {\"new\": 1}}")))
                .containsExactly("/recording/new");
    }

    @Test
    void a_budget_that_ran_out_is_used_up_whatever_was_closed() {
        Models models = new Models().opened(Models.PEER, FailureKind.PORTS_EXHAUSTED, 12);
        assertThat(MAPPER.readTree(JsonReport.render(Report.of(models.build())))
                        .at("/destinations/0/budgetUsedPercent")
                        .asDouble())
                .isEqualTo(100);
    }

    @Test
    void a_finding_about_several_destinations_lists_them_and_roles_are_counted_apart() {
        Models models = new Models();
        for (int i = 1; i <= 16; i++) {
            models.closed(
                    Destination.client(Models.NETWORK, "10.0.0.100", "10.0.0." + i, 8080), ClosedFirst.REMOTE, 20 + i);
        }
        String json = JsonReport.render(
                Report.of(models.closed(Models.SERVER, ClosedFirst.LOCAL, 3).build()));
        JsonNode root = MAPPER.readTree(json);
        assertThat(ReportSchema.violations(json)).isEmpty();
        assertThat(ReportSchema.undescribed(root)).isEmpty();
        assertThat(root.at("/findings/0/evidence/destination").asString()).isEqualTo("10.0.0.16:8080");
        assertThat(root.at("/findings/0/destinations").size()).isEqualTo(16);
        assertThat(root.at("/findings/0/destinations/0").toString())
                .isEqualTo("{\"destination\":\"10.0.0.16:8080\",\"source\":\"10.0.0.100\",\"network\":\""
                        + Models.NETWORK + "\",\"count\":36}");
        assertThat(root.at("/summary/byRole/CLIENT/closedFirst/REMOTE").asInt()).isEqualTo(456);
        assertThat(root.at("/summary/byRole/SERVER").toString())
                .isEqualTo(
                        "{\"closed\":3,\"closedFirst\":{\"LOCAL\":3,\"REMOTE\":0,\"BOTH\":0,\"NONE\":0,\"UNKNOWN\":0},"
                                + "\"timeWait\":{\"LOCAL\":3,\"REMOTE\":0,\"BOTH\":0,\"NONE\":0,\"UNKNOWN\":0}}");
        assertThat(root.at("/summary/byRole").has("UNKNOWN")).isFalse();
    }

    @Test
    void a_finding_has_its_share_and_the_one_whose_cause_it_has() {
        String json = JsonReport.render(Report.of(new Models()
                .closed(Models.PEER, ClosedFirst.LOCAL, 4_300)
                .opened(Models.PEER, FailureKind.NONE, 4_300)
                .build()));
        JsonNode root = MAPPER.readTree(json);
        assertThat(ReportSchema.violations(json)).isEmpty();
        assertThat(ReportSchema.undescribed(root)).isEmpty();
        assertThat(root.at("/findings/1/id").asString()).isEqualTo("SHORT_CONNECTIONS");
        assertThat(root.at("/findings/1/explains").toString())
                .isEqualTo("{\"count\":4300,\"of\":4300,\"what\":\"closes\",\"percent\":100.0}");
        assertThat(root.at("/findings/0").has("sameCauseAs")).isFalse();
        assertThat(root.at("/findings/0/id").asString()).isEqualTo("PORT_BUDGET");
        assertThat(root.at("/findings/1/sameCauseAs").asString()).isEqualTo("PORT_BUDGET");
    }

    @Test
    void proof_and_the_sender_of_a_reset_stand_beside_each_group_of_closes() {
        String json = JsonReport.render(Report.of(new Models()
                .closed(Models.PEER, ClosedFirst.LOCAL, 5)
                .closedTooEarly(Models.PEER, ResetBy.REMOTE, 3)
                .supposed(Models.PEER, ClosedFirst.LOCAL, "ESTABLISHED", 2)
                .build()));
        JsonNode root = MAPPER.readTree(json);
        assertThat(ReportSchema.violations(json)).isEmpty();
        assertThat(ReportSchema.undescribed(root)).isEmpty();
        assertThat(root.at("/summary/proof").toString()).isEqualTo("{\"PROVEN\":8,\"SUPPOSED\":2,\"NONE\":0}");
        assertThat(root.at("/summary/proofNotTold").asInt()).isEqualTo(5);
        assertThat(root.at("/closes/0/proofTold").asBoolean()).isFalse();
        assertThat(root.at("/closes/0").has("resetBy")).isFalse();
        assertThat(root.at("/closes/1/ending").asString()).isEqualTo("FIN_THEN_RESET");
        assertThat(root.at("/closes/1/resetBy").asString()).isEqualTo("REMOTE");
        assertThat(root.at("/closes/1/timeWait").asString()).isEqualTo("NONE");
        assertThat(root.at("/closes/2/proof").asString()).isEqualTo("SUPPOSED");
        assertThat(root.at("/closes/2/confirmed").asBoolean()).isFalse();
        assertThat(root.at("/closes/2/evidence").asString()).isEqualTo("ESTABLISHED");
    }

    @Test
    void it_is_pretty_and_ends_with_a_newline() {
        assertThat(JsonReport.render(Report.of(new Models().build())))
                .startsWith("{\n  \"schema\" : \"firstfin-report/1\",\n")
                .endsWith("}\n");
    }
}
