package io.firstfin.analysis.engine;

import static io.firstfin.analysis.event.TestEvents.at;
import static io.firstfin.analysis.event.TestEvents.close;
import static io.firstfin.analysis.event.TestEvents.ends;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firstfin.analysis.event.CallSiteEvent;
import io.firstfin.analysis.event.StackTrace;
import io.firstfin.analysis.event.TracedEvent;
import io.firstfin.analysis.finding.Reasons;
import io.firstfin.analysis.model.Act;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Why a connection was closed, where only the stack of its close shows it. */
class CloseReasonsTest {

    private static final StackTrace EVICTED = stack(
            "java.net.Socket.close",
            "redis.clients.jedis.Connection.disconnect",
            "redis.clients.jedis.JedisFactory.destroyObject",
            "org.apache.commons.pool2.impl.GenericObjectPool.destroy",
            "org.apache.commons.pool2.impl.GenericObjectPool.evict",
            "java.lang.Thread.run");

    @Test
    void a_pool_is_known_by_its_methods_that_evict() {
        assertThat(reasons(close(10, "c-1").at(EVICTED).event())).containsExactly("POOL_EVICTED");
    }

    @Test
    void what_the_agent_has_proven_stays() {
        assertThat(reasons(close(10, "c-1").at(EVICTED).because("STALE").event()))
                .containsExactly("STALE");
    }

    @Test
    void a_sampled_stack_explains_the_close_that_it_is_of() {
        assertThat(reasons(close(10, "c-1").withoutStack().event(), sample("c-1", EVICTED)))
                .containsExactly("POOL_EVICTED");
        assertThat(reasons(
                        sample("c-1", EVICTED), close(10, "c-1").withoutStack().event()))
                .containsExactly("POOL_EVICTED");
    }

    @Test
    void a_close_that_no_rule_fits_has_no_reason() {
        StackTrace plain = stack("java.net.Socket.close", "shop.Feed.fetch");
        assertThat(reasons(close(10, "c-1").at(plain).event())).containsExactly("UNKNOWN");
    }

    @Test
    void a_lambda_belongs_to_the_method_that_it_is_written_in() {
        CloseReasons rules = CloseReasons.OURS.behind("shop.Pool.trim -> POOL_FULL", Reasons::isKnown);
        assertThat(reason(rules, stack("java.net.Socket.close", "shop.Pool.lambda$trim$3")))
                .contains("POOL_FULL");
    }

    @Test
    void a_pool_also_decides_about_what_the_application_closes_for_it() {
        assertThat(reason(
                        CloseReasons.OURS,
                        stack(
                                "java.net.Socket.close",
                                "shop.FeedFactory.destroyObject",
                                "org.apache.commons.pool2.impl.GenericObjectPool.destroy",
                                "org.apache.commons.pool2.impl.GenericObjectPool.evict")))
                .contains("POOL_EVICTED");
    }

    @Test
    void the_users_rules_come_before_ours_and_the_upper_before_the_lower() {
        CloseReasons rules = CloseReasons.OURS.behind("""
                # ours are for each program

                org.apache.commons.pool2.impl.GenericObjectPool.destroy  ->  MAX_LIFETIME
                redis.clients.jedis.Connection.disconnect -> STALE
                """, Reasons::isKnown);
        assertThat(reason(rules, EVICTED)).contains("MAX_LIFETIME");
    }

    @Test
    void a_line_that_is_no_rule_is_named() {
        assertThatThrownBy(() -> CloseReasons.OURS.behind("# first\nshop.Pool.trim POOL_FULL", Reasons::isKnown))
                .hasMessage("line 2 is no rule: write \"class.method -> REASON\"");
    }

    @Test
    void a_word_that_is_no_reason_is_named() {
        assertThatThrownBy(() -> CloseReasons.OURS.behind("shop.Pool.trim -> POOL_FUL", Reasons::isKnown))
                .hasMessage("line 1: no reason is called POOL_FUL; docs/reasons.md has them all");
    }

    @Test
    void each_of_our_own_rules_gives_a_reason_that_the_report_knows() {
        assertThat(CloseReasons.OURS.reasons()).isNotEmpty().allMatch(Reasons::isKnown);
    }

    private static CallSiteEvent sample(String connection, StackTrace stack) {
        return new CallSiteEvent(at(10), connection, ends(40_000), Optional.of(Act.CLOSE), 1, "", stack);
    }

    private static List<String> reasons(TracedEvent... events) {
        return RecordedEvents.model(events).connections().closes().stream()
                .map(group -> group.why().reason())
                .toList();
    }

    private static Optional<String> reason(CloseReasons rules, StackTrace stack) {
        return rules.of(stack).map(CloseReasons.Rule::reason);
    }

    /** @param methods {@code class.method}, the innermost first */
    static StackTrace stack(String... methods) {
        return new StackTrace(
                Arrays.stream(methods)
                        .map(method -> new StackTrace.Frame(
                                method.substring(0, method.lastIndexOf('.')),
                                method.substring(method.lastIndexOf('.') + 1),
                                1))
                        .toList(),
                false);
    }
}
