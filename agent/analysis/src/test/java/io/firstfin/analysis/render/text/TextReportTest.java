package io.firstfin.analysis.render.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.Models;
import io.firstfin.analysis.view.Report;
import io.firstfin.analysis.view.ShopModel;
import java.nio.file.Files;
import java.nio.file.Path;
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
}
