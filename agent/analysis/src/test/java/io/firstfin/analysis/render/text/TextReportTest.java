package io.firstfin.analysis.render.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

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
}
