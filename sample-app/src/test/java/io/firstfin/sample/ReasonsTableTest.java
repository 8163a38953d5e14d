package io.firstfin.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.sample.ReasonsTable.Row;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReasonsTableTest {

    private static Row row(String version, String way, String reason) {
        return new Row("CLIENT", "Client", version, way, reason, "LOCAL", "1");
    }

    private static List<String> lines(Row... rows) {
        return new ReasonsTable(List.of(rows)).text().lines().toList();
    }

    @Test
    void versions_that_are_reported_alike_share_a_line() {
        assertThat(lines(row("1.0", "idle", "IDLE_TIMEOUT"), row("2.0", "idle", "IDLE_TIMEOUT")))
                .contains("| Client | 1.0, 2.0 | idle | IDLE_TIMEOUT | LOCAL | 1 |");
    }

    @Test
    void a_version_that_is_reported_otherwise_stands_beside_the_one_before_it() {
        assertThat(lines(
                        row("1.0", "idle", "UNKNOWN"),
                        row("1.0", "full", "POOL_FULL"),
                        row("2.0", "idle", "IDLE_TIMEOUT")))
                .containsSubsequence(
                        "| Client | 1.0 | idle | UNKNOWN | LOCAL | 1 |",
                        "| Client | 2.0 | idle | IDLE_TIMEOUT | LOCAL | 1 |",
                        "| Client | 1.0 | full | POOL_FULL | LOCAL | 1 |");
    }

    @Test
    void the_share_without_a_reason_counts_every_version() {
        assertThat(lines(row("1.0", "idle", "UNKNOWN"), row("2.0", "idle", "UNKNOWN"), row("2.0", "full", "POOL_FULL")))
                .endsWith("UNKNOWN: 2 of 3 connections, 66.7 %.");
    }
}
