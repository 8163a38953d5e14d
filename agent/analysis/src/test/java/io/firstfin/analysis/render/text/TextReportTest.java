package io.firstfin.analysis.render.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.analysis.model.Act;
import io.firstfin.analysis.model.CallSite;
import io.firstfin.analysis.model.Destination;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.Models;
import io.firstfin.analysis.view.Report;
import io.firstfin.analysis.view.ShopModel;
import io.firstfin.verdict.ClosedFirst;
import io.firstfin.verdict.FailureKind;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The whole text, held against what was approved. {@code -Dapprove=true} writes the files anew.
 */
class TextReportTest {

    private static final Path APPROVED = Path.of("src/test/resources/io/firstfin/analysis/render/text");

    @ParameterizedTest
    @ValueSource(strings = {"shop", "nothing-closed"})
    void the_text_is_the_approved_one(String name) throws Exception {
        Model model = name.equals("shop") ? ShopModel.build() : new Models().build();
        String text = TextReport.render(Report.of(model));
        Path file = APPROVED.resolve(name + ".approved.txt");
        if (Boolean.getBoolean("approve")) {
            Files.writeString(file, text, UTF_8);
        }
        assertThat(text).isEqualTo(Files.readString(file, UTF_8));
    }

    @Test
    void a_destination_has_no_from_and_no_peers_where_nobody_knows_them() {
        Destination failed = Destination.client(Models.NETWORK, "", "10.0.0.9", 80);
        Destination otherSource = Destination.client(Models.NETWORK, "10.0.0.2", "10.0.0.8", 80);
        String text = TextReport.render(Report.of(new Models()
                .closed(Models.PEER, ClosedFirst.LOCAL, 3)
                .closed(otherSource, ClosedFirst.LOCAL, 3)
                .closed(Models.SERVER, ClosedFirst.REMOTE, 3)
                .opened(failed, FailureKind.REFUSED, 2)
                .build()));
        assertThat(text)
                .contains(" 10.0.0.7:8080 from 10.0.0.1 ", " 10.0.0.9:80 ", " our port 80 ")
                .doesNotContainPattern("from +\\|")
                .doesNotContain("0 peers");
    }

    @Test
    void a_destination_that_was_not_recorded_is_not_told_as_a_port_0() {
        assertThat(Destination.client(Models.NETWORK, "", "", 0).label()).isEqualTo("an unknown destination");
        assertThat(Destination.client(Models.NETWORK, "", "", 80).label()).isEqualTo("an unknown address, port 80");
        assertThat(Destination.client(Models.NETWORK, "", "10.0.0.7", 0).label())
                .isEqualTo("10.0.0.7:?");
        assertThat(Destination.server(Models.NETWORK, 0).label()).isEqualTo("our port ?");
    }

    @Test
    void on_a_terminal_the_findings_in_short_follow_the_headline_and_the_headline_stands_at_the_end_again() {
        Report report = Report.of(ShopModel.build());
        String text = TextReport.render(report, TextStyle.ofTerminal(80, 24, false));
        assertThat(text)
                .containsSubsequence(
                        "OUT OF LOCAL PORTS: ",
                        "CRITICAL  No local port was free: ",
                        "  - Keep connections to 10.0.0.7:8080 alive",
                        "more findings below\n",
                        "\nFindings\n========\nCRITICAL PORTS_EXHAUSTED (100 % of the port failures)\n",
                        "\nThe answer again\n================\nOUT OF LOCAL PORTS: ")
                .doesNotContain("\u001b");
    }

    @Test
    void a_report_that_fits_the_terminal_has_its_answer_once() {
        Report report = Report.of(new Models().build());
        assertThat(TextReport.render(report, TextStyle.ofTerminal(100, 300, false)))
                .doesNotContain("The answer again");
    }

    @Test
    void a_wide_terminal_shows_more_of_a_call_site_and_a_narrow_one_less() {
        CallSite site = new CallSite("shop.warehouse.northern.region.stock.".repeat(3) + "Api", "close", 7, "");
        Report report = Report.of(new Models()
                .closed(Models.PEER, ClosedFirst.REMOTE, 5)
                .site(Act.CLOSE, Models.PEER, site, 5)
                .build());
        assertThat(TextReport.render(report, TextStyle.ofTerminal(160, 24, false)))
                .contains(site.place());
        assertThat(TextReport.render(report, TextStyle.ofTerminal(80, 24, false))
                        .lines())
                .anySatisfy(line -> assertThat(line).contains("...").endsWith("Api.close(Api.java:7)"))
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }

    @Test
    void the_colours_are_those_of_the_severity() {
        String text = TextReport.render(Report.of(ShopModel.build()), TextStyle.ofTerminal(100, 24, true));
        assertThat(text)
                .contains(
                        "\u001b[1;31mOUT OF LOCAL PORTS:\u001b[0m",
                        "\u001b[1;31mChange first:\u001b[0m",
                        "\u001b[1;31mCRITICAL\u001b[0m",
                        "\u001b[1;33mWARNING\u001b[0m",
                        "\u001b[1;36mINFO\u001b[0m",
                        "\u001b[1mKernel settings\u001b[0m");
    }
}
