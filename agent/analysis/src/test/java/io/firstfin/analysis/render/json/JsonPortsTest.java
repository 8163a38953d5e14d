package io.firstfin.analysis.render.json;

import static io.firstfin.analysis.model.Models.PEER;
import static io.firstfin.analysis.model.Models.SERVER;
import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.analysis.model.BudgetSeries;
import io.firstfin.analysis.model.Destination;
import io.firstfin.analysis.model.FullPorts;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.Models;
import io.firstfin.analysis.model.PortSide;
import io.firstfin.analysis.model.TimelineKind;
import io.firstfin.analysis.model.Timelines;
import io.firstfin.analysis.model.Transition;
import io.firstfin.analysis.model.Transitions;
import io.firstfin.analysis.view.Report;
import io.firstfin.verdict.ClosedFirst;
import io.firstfin.verdict.FailureKind;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class JsonPortsTest {

    private static final Model MODEL = model();

    private final JsonNode report = new JsonMapper().readTree(JsonReport.render(Report.of(MODEL)));

    @Test
    void all_of_it_keeps_to_the_schema_and_is_described() {
        assertThat(ReportSchema.violations(JsonReport.render(Report.of(MODEL)))).isEmpty();
        assertThat(ReportSchema.undescribed(report)).isEmpty();
    }

    @Test
    void what_nobody_knows_is_left_out() {
        assertThat(names("/portBudgets/1/fullest")).containsExactly("time");
        assertThat(names("/portBudgets/1")).doesNotContain("soonest");
        assertThat(names("/timeWaitOwners/1/owners/0")).doesNotContain("site", "httpProgram");
        assertThat(names("/closeWaits/1")).doesNotContain("longestMillis", "openedBy");
        assertThat(report.toString()).doesNotContain(":-1");
    }

    @Test
    void a_look_has_all_its_numbers() {
        JsonNode look = report.at("/portBudgets/0/soonest");
        assertThat(look.at("/capacity").asInt()).isEqualTo(28_232);
        assertThat(look.at("/timeWaitOurs").asInt()).isEqualTo(30);
        assertThat(look.at("/millisLeft").asDouble()).isEqualTo(30);
        assertThat(report.at("/portBudgets/1/peer").asString()).isEqualTo("shop.Stock");
    }

    @Test
    void binds_have_no_destination() {
        assertThat(report.at("/portBudgets/2/side").asString()).isEqualTo("BIND");
        assertThat(names("/portBudgets/2")).doesNotContain("destination", "source");
        assertThat(names("/portExhaustions/1")).doesNotContain("destination");
        assertThat(report.at("/portExhaustions/0/destination").asString()).isEqualTo("10.0.0.7:8080");
    }

    @Test
    void the_timeline_has_an_array_for_each_thing_that_happened() {
        JsonNode timeline = report.at("/timeline");
        assertThat(timeline.at("/steps").asInt()).isEqualTo(Timelines.STEPS);
        assertThat(timeline.at("/all/opened").toString()).isEqualTo("[9,9,9,9,9,9,9,9,9,9]");
        assertThat(names("/timeline/all")).containsExactly("opened", "closedByUs", "open");
        assertThat(timeline.at("/destinations/0/destination").asString()).isEqualTo("10.0.0.7:8080");
        assertThat(timeline.at("/timeWaitCounted/" + Models.NETWORK).toString())
                .isEqualTo("[null,null,null,250,null,null,null,null,null,null]");
        assertThat(JsonReport.render(Report.of(MODEL)))
                .as("an array stands in one line")
                .contains("\"opened\" : [ 9, 9, 9, 9, 9, 9, 9, 9, 9, 9 ]");
    }

    @Test
    void budgets_have_a_series_for_each_number_that_was_known() {
        JsonNode budget = report.at("/timeline/budgets/0");
        assertThat(budget.at("/capacity").asInt()).isEqualTo(28_232);
        assertThat(budget.at("/free").toString()).isEqualTo("[null,null,7,null,null,null,null,null,null,null]");
        assertThat(budget.at("/outOfPorts").toString()).isEqualTo("[0,0,0,4,0,0,0,0,0,0]");
        assertThat(names("/timeline/budgets/1")).containsExactly("jvm", "side", "role", "network");
    }

    @Test
    void steps_of_the_state_machine_bear_the_states_they_lead_between() {
        assertThat(report.at("/transitions/steps")).hasSize(Transition.values().length);
        assertThat(report.at("/transitions/steps/5/from").asString()).isEqualTo("ESTABLISHED");
        assertThat(report.at("/transitions/steps/5/to").asString()).isEqualTo("FIN_WAIT1");
        assertThat(report.at("/transitions/closesWithoutStep").asInt()).isEqualTo(4);
    }

    private Iterable<String> names(String at) {
        return report.at(at).propertyNames();
    }

    private static Model model() {
        return new Models()
                .closed(PEER, ClosedFirst.LOCAL, 60)
                .opened(PEER, FailureKind.NONE, 90)
                .opened(SERVER, FailureKind.NONE, 1)
                .ports(FullPorts.of(PEER, SERVER, "shop.Stock", 30))
                .timeline(new Timelines()
                        .each(TimelineKind.OPENED, PEER, 9)
                        .each(TimelineKind.CLOSED_BY_US, PEER, 6)
                        .timeWaitCounted(3, 250)
                        .budget(new BudgetSeries(
                                0,
                                PortSide.CLIENT,
                                PEER,
                                new TreeMap<>(Map.of(2, FullPorts.look(7, 1, Duration.ZERO))),
                                new TreeMap<>(Map.of(3, 4L))))
                        .budget(new BudgetSeries(
                                0,
                                PortSide.BIND,
                                Destination.client(Models.NETWORK, "", "", 0),
                                new TreeMap<>(Map.of(2, FullPorts.look(-1, -1, Duration.ZERO))),
                                new TreeMap<>()))
                        .build())
                .transitions(new Transitions(
                        Arrays.stream(Transition.values()).collect(Collectors.toMap(Function.identity(), step -> 7L)),
                        4))
                .build();
    }
}
