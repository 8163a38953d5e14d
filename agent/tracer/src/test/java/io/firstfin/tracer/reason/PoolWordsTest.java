package io.firstfin.tracer.reason;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** HikariCP's words, of versions 3.4 to 7.0. */
class PoolWordsTest {

    @ParameterizedTest
    @CsvSource({
        "(connection has passed maxLifetime), MAX_LIFETIME",
        "(connection has passed idleTimeout), IDLE_TIMEOUT",
        "(connection is dead), VALIDATION_FAILED",
        "(connection is broken), EXCHANGE_FAILED",
        "(connection evicted by user), DISCONNECT_CALLED",
        "(connection aborted during shutdown), POOL_CLOSED",
        "(connection was evicted), POOL_EVICTED",
        "(connection evicted), POOL_EVICTED"
    })
    void lead_to_a_reason(String words, Reason reason) {
        assertThat(CloseReason.parse(PoolWords.reason(words)))
                .isEqualTo(new CloseReason(reason, "the pool said: " + words));
    }

    @Test
    void that_prove_nothing_give_no_reason() {
        assertThat(PoolWords.reason("(initialization check complete and minimumIdle is zero)"))
                .isEmpty();
        assertThat(PoolWords.reason(null)).isEmpty();
    }
}
