package io.firstfin.analysis.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FirstFewTest {

    @Test
    void the_last_one_says_how_many_more_there_are() {
        List<Finding> findings = few(7);
        assertThat(findings)
                .extracting(Finding::statement)
                .containsExactly(
                        "Number 1.",
                        "Number 2.",
                        "Number 3. 4 more destinations have a finding of this kind that is not" + " shown.");
        assertThat(findings.get(1).evidence()).doesNotContainKey("moreAlike");
        assertThat(findings.get(2).evidence()).containsEntry("moreAlike", 4L).containsEntry("number", 3);
    }

    @Test
    void nothing_is_said_where_all_are_shown() {
        assertThat(few(3)).extracting(Finding::statement).last().isEqualTo("Number 3.");
        assertThat(few(0)).isEmpty();
    }

    @Test
    void one_more_is_one() {
        assertThat(few(4).get(2).statement())
                .endsWith(" 1 more destination has a finding of this" + " kind that is not shown.");
    }

    private static List<Finding> few(int all) {
        return FirstFew.of(
                        IntStream.rangeClosed(1, all).boxed(),
                        3,
                        "destination",
                        number -> new Finding(
                                FindingId.BIND_FAILED,
                                Severity.INFO,
                                "Number " + number + ".",
                                Map.of("number", number),
                                List.of()))
                .toList();
    }
}
