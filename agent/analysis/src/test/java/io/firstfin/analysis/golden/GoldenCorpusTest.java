package io.firstfin.analysis.golden;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.analysis.render.json.ReportSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each recording of the corpus gives, to the letter, the text and the JSON that were approved. {@code
 * -Dapprove=true} writes the approved files anew; what changes in them is what a reviewer has to agree to.
 */
class GoldenCorpusTest {

    private static final Locale OTHER_LANGUAGE = Locale.forLanguageTag("ar-EG-u-nu-arab");
    private static final TimeZone OTHER_ZONE = TimeZone.getTimeZone("Asia/Kathmandu");

    static List<GoldenCase> cases() throws IOException {
        return GoldenCase.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void what_is_said_is_what_was_approved(GoldenCase golden) throws Exception {
        Map<String, String> said = golden.said();
        assertThat(ReportSchema.violations(said.get("json"))).as(golden.name()).isEmpty();
        for (Map.Entry<String, String> one : said.entrySet()) {
            if (Boolean.getBoolean("approve")) {
                Files.writeString(golden.approved(one.getKey()), one.getValue(), UTF_8);
            }
            assertApproved(golden, one.getKey(), one.getValue());
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void it_is_the_same_in_any_language_and_time_zone(GoldenCase golden) throws Exception {
        Locale language = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        Locale.setDefault(OTHER_LANGUAGE);
        TimeZone.setDefault(OTHER_ZONE);
        try {
            for (Map.Entry<String, String> one : golden.said().entrySet()) {
                assertApproved(golden, one.getKey(), one.getValue());
            }
        } finally {
            Locale.setDefault(language);
            TimeZone.setDefault(zone);
        }
    }

    /** Held as files, so that a failure names the lines that differ, and a tool for differences finds both. */
    private static void assertApproved(GoldenCase golden, String ending, String said) throws IOException {
        Files.writeString(golden.now(ending), said, UTF_8);
        assertThat(golden.now(ending)).as(golden.name()).hasSameTextualContentAs(golden.approved(ending), UTF_8);
        assertThat(said)
                .as(golden.name() + " to the letter")
                .isEqualTo(Files.readString(golden.approved(ending), UTF_8));
    }
}
