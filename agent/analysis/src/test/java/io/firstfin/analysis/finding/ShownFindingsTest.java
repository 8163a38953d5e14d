package io.firstfin.analysis.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShownFindingsTest {

    @Test
    void the_last_one_says_how_many_more_there_are() {
        List<Finding> findings = few(9);
        assertThat(findings)
                .extracting(Finding::statement)
                .containsExactly(
                        "Number 1.",
                        "Number 2.",
                        "Number 3.",
                        "Number 4.",
                        "Number 5. 4 more call sites have a finding of this kind that is not shown.");
        assertThat(findings.get(3).evidence()).doesNotContainKey("moreAlike");
        assertThat(findings.get(4).evidence()).containsEntry("moreAlike", 4L).containsEntry("number", 5);
    }

    @Test
    void nothing_is_said_where_all_are_shown() {
        assertThat(few(5)).extracting(Finding::statement).last().isEqualTo("Number 5.");
        assertThat(few(0)).isEmpty();
    }

    @Test
    void one_more_is_one() {
        assertThat(few(6).get(4).statement())
                .endsWith(" 1 more call site has a finding of this kind that is not shown.");
    }

    private static List<Finding> few(int all) {
        return ShownFindings.of(
                        IntStream.rangeClosed(1, all).boxed(),
                        "call site",
                        number -> new Finding(
                                FindingId.BIND_FAILED,
                                Severity.INFO,
                                "Number " + number + ".",
                                Map.of("number", number),
                                List.of()))
                .toList();
    }
}
