package io.firstfin.analysis.render.text;

import static io.firstfin.testing.Choices.weighted;
import static io.firstfin.testing.Property.forAll;
import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.analysis.model.Act;
import io.firstfin.analysis.model.AgentStatus;
import io.firstfin.analysis.model.BindFailure;
import io.firstfin.analysis.model.CallSite;
import io.firstfin.analysis.model.CloseGroup;
import io.firstfin.analysis.model.CloseWaits;
import io.firstfin.analysis.model.Destination;
import io.firstfin.analysis.model.FullPorts;
import io.firstfin.analysis.model.Lifetimes;
import io.firstfin.analysis.model.Mark;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.Models;
import io.firstfin.analysis.model.OpenGroup;
import io.firstfin.analysis.model.Ports;
import io.firstfin.analysis.model.ReadQuality;
import io.firstfin.analysis.model.Requests;
import io.firstfin.analysis.model.Reset;
import io.firstfin.analysis.model.TestWorkloads;
import io.firstfin.analysis.model.Verdict;
import io.firstfin.analysis.model.VerdictEvidence;
import io.firstfin.analysis.model.Why;
import io.firstfin.analysis.render.json.JsonReport;
import io.firstfin.analysis.render.json.ReportSchema;
import io.firstfin.analysis.view.Report;
import io.firstfin.testing.Generator;
import io.firstfin.verdict.ClosedFirst;
import io.firstfin.verdict.Ending;
import io.firstfin.verdict.FailureKind;
import io.firstfin.verdict.Proof;
import io.firstfin.verdict.ResetBy;
import io.firstfin.verdict.TimeWait;
import io.firstfin.verdict.Trigger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class TextWidthPropertyTest {

    /** How a connection ended, and what who was first is worth. */
    record End(Proof proof, Ending ending) {}

    /** What a run draws: enough to fill every section with names and numbers of any size. */
    record Draw(
            String name,
            String other,
            ClosedFirst first,
            TimeWait timeWait,
            ResetBy resetBy,
            End end,
            Trigger trigger,
            FailureKind failure,
            long count,
            int port,
            int perSecond,
            int lifeMillis) {}

    /** What is in a report, and how much the recording missed. */
    record Contents(List<Draw> draws, long trouble) {}

    /** The same on a terminal of a width. */
    record OnTerminal(Contents contents, int columns) {}

    private static final Generator<String> NAME = choices -> choices.oneOf(
            weighted(1, ascii -> ascii.text(0, 150, letter -> letter.letter(127))),
            weighted(1, any -> any.text(0, 30, letter -> letter.letter(Character.MAX_VALUE))));

    /** Rarely many, because the report replays each of them some three hundred times. */
    private static final Generator<Integer> PER_SECOND = choices ->
            choices.oneOf(weighted(29, few -> few.between(1, 1_000)), weighted(1, many -> many.between(1, 65_535)));

    private static final Generator<Draw> DRAW = choices -> new Draw(
            NAME.draw(choices),
            NAME.draw(choices),
            choices.of(ClosedFirst.values()),
            choices.of(TimeWait.values()),
            choices.of(ResetBy.values()),
            new End(choices.of(Proof.values()), choices.of(Ending.values())),
            choices.of(Trigger.values()),
            choices.of(FailureKind.values()),
            choices.between(1, 1_000_000_000_000L),
            choices.between(1, 65_535),
            PER_SECOND.draw(choices),
            choices.between(1, 65_535));

    @Test
    void no_line_is_wider_than_a_terminal() {
        forAll(
                150,
                choices -> new Contents(choices.list(0, 8, DRAW), choices.between(0, 1_000_000_000)),
                TextWidthPropertyTest::fitsATerminal);
    }

    private static void fitsATerminal(Contents contents) {
        String text = TextReport.render(Report.of(model(contents.draws(), contents.trouble())));
        assertThat(text).endsWith("\n").doesNotContain("\r", "\t", "\u001b");
        assertThat(text.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(101));
        assertThat(text.lines().takeWhile(line -> !line.isBlank()).toList())
                .hasSizeBetween(5, 9)
                .last()
                .asString()
                .startsWith("Change first");
    }

    @Test
    void on_a_terminal_no_line_is_wider_than_it_and_the_answer_takes_24_lines_at_most() {
        forAll(
                100,
                choices -> new OnTerminal(
                        new Contents(choices.list(0, 8, DRAW), choices.between(0, 1_000_000_000)),
                        choices.between(80, 200)),
                draw -> {
                    Report report = Report.of(
                            model(draw.contents().draws(), draw.contents().trouble()));
                    String text = TextReport.render(report, TextStyle.ofTerminal(draw.columns(), 24, false));
                    assertThat(text.lines())
                            .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(draw.columns()));
                    assertThat(text.lines().takeWhile(line -> !line.equals("Findings")))
                            .hasSizeLessThanOrEqualTo(25);
                });
    }

    @Test
    void colours_change_no_word() {
        forAll(30, choices -> choices.list(0, 3, DRAW), draws -> {
            Report report = Report.of(model(draws, 7));
            String coloured = TextReport.render(report, TextStyle.ofTerminal(100, 24, true));
            assertThat(coloured).contains("\u001b[");
            assertThat(coloured.replaceAll("\u001b\\[[0-9;]*m", ""))
                    .isEqualTo(TextReport.render(report, TextStyle.ofTerminal(100, 24, false)));
        });
    }

    @Test
    void the_json_of_the_same_keeps_to_its_schema() {
        forAll(30, choices -> choices.list(1, 3, DRAW), draws -> {
            String json = JsonReport.render(Report.of(model(draws, 7)));
            assertThat(ReportSchema.violations(json)).isEmpty();
            assertThat(ReportSchema.undescribed(new JsonMapper().readTree(json)))
                    .isEmpty();
        });
    }

    private static Model model(List<Draw> draws, long trouble) {
        Models models = new Models()
                .quality(new ReadQuality(trouble, trouble, trouble, 1, List.of()))
                .counterGrew("timeWaitOverflow", trouble)
                .agent(new AgentStatus(
                        trouble + "",
                        "",
                        "SOCK_DIAG",
                        "",
                        Duration.ZERO,
                        trouble,
                        trouble,
                        trouble,
                        trouble,
                        draws.isEmpty() ? "" : draws.get(0).other(),
                        Duration.ZERO,
                        0,
                        0));
        List<Ports> ports = new ArrayList<>();
        for (Draw draw : draws) {
            Destination peer = Destination.client(Models.NETWORK, draw.other(), draw.name(), draw.port());
            Destination server = Destination.server(Models.NETWORK, draw.port());
            CallSite site = new CallSite("a" + draw.name(), draw.other(), draw.port(), draw.name());
            for (Destination destination : List.of(peer, server)) {
                models.closed(new CloseGroup(
                        0,
                        destination,
                        new Verdict(
                                draw.first(),
                                draw.end().proof(),
                                draw.end().proof() != Proof.NONE,
                                draw.timeWait(),
                                false),
                        draw.end().ending(),
                        Reset.of(draw.end().ending(), draw.resetBy(), false, false),
                        draw.trigger(),
                        new Why(draw.name(), draw.other()),
                        new VerdictEvidence(draw.first(), draw.name(), draw.other(), false),
                        draw.count(),
                        new Lifetimes(draw.count(), draw.count(), Duration.ofDays(1)),
                        new CloseWaits(draw.count(), Duration.ofDays(9)),
                        new Requests(draw.count(), draw.count())));
                for (Mark mark : Mark.values()) {
                    models.site(Act.CLOSE, destination, site, draw.count(), mark);
                    models.site(Act.CONNECT, destination, site, draw.count(), mark);
                }
            }
            models.workload(peer, TestWorkloads.steady(draw.perSecond(), 2, Duration.ofMillis(draw.lifeMillis())));
            models.opened(new OpenGroup(0, peer, draw.failure(), true, draw.count(), ""));
            models.bindFailed(new BindFailure(
                            draw.name(), draw.port(), true, true, draw.other(), draw.name(), site, draw.count()))
                    .bindFailed(draw.count())
                    .peers(server, draw.port())
                    .stillOpen(server, draw.count());
            ports.add(FullPorts.of(peer, server, draw.name(), draw.count()));
        }
        return models.ports(Ports.together(ports)).build();
    }
}
