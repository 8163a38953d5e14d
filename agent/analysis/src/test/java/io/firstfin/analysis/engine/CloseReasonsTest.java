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
import io.firstfin.analysis.model.Challenge;
import io.firstfin.verdict.Role;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
        CloseReasons rules = CloseReasons.OURS.behind("shop.Pool.trim -> POOL_FULL", Reasons.names());
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
                """, Reasons.names());
        assertThat(reason(rules, EVICTED)).contains("MAX_LIFETIME");
    }

    @Test
    void a_method_that_closes_for_any_reason_hides_the_rules_below_it() {
        CloseReasons rules = CloseReasons.OURS.behind("""
                shop.Pool.trim -> POOL_FULL
                shop.Pool.close -> UNKNOWN
                shop.Handler.close -> POOL_CLOSED
                """, Reasons.names());
        assertThat(reason(rules, stack("java.net.Socket.close", "shop.Pool.close", "shop.Handler.close")))
                .isEmpty();
        assertThat(reason(rules, stack("java.net.Socket.close", "shop.Pool.close", "shop.Pool.trim")))
                .contains("POOL_FULL");
        assertThat(reason(rules, stack("java.net.Socket.close", "shop.Handler.close")))
                .contains("POOL_CLOSED");
    }

    @Test
    void a_close_by_the_application_with_vertx_5_is_not_one_by_its_pool() {
        assertThat(reason(
                        CloseReasons.OURS,
                        stack(
                                "sun.nio.ch.SocketChannelImpl.implCloseSelectableChannel",
                                "io.netty.channel.nio.AbstractNioChannel.doClose",
                                "io.vertx.core.net.impl.VertxConnection.writeClose",
                                "io.vertx.core.net.impl.VertxConnection.handleClose",
                                "io.vertx.core.net.impl.VertxHandler.close")))
                .isEmpty();
    }

    @Test
    void a_grpc_connection_whose_ping_had_no_answer_was_not_closed_with_its_server() {
        assertThat(reason(
                        CloseReasons.OURS,
                        stack(
                                "io.netty.channel.nio.AbstractNioChannel.doClose",
                                "io.grpc.netty.NettyServerHandler.forcefulClose",
                                "io.grpc.netty.NettyServerHandler$KeepAlivePinger.onPingTimeout")))
                .contains("VALIDATION_FAILED");
    }

    @Test
    void a_line_that_is_no_rule_is_named() {
        assertThatThrownBy(() -> CloseReasons.OURS.behind("# first\nshop.Pool.trim POOL_FULL", Reasons.names()))
                .hasMessage("line 2 is no rule: write \"class.method -> REASON\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"trim", "shop.Pool.trim()", "shop.Pool#trim", "shop/Pool.trim", "shop.Pool.*", "shop.Pool."})
    void what_no_stack_trace_calls_a_method_is_named(String method) {
        assertThatThrownBy(() -> CloseReasons.OURS.behind("\n" + method + " -> POOL_FULL", Reasons.names()))
                .hasMessage("line 2: " + method + " is no method: write \"class.method\" as in a stack trace, without"
                        + " parentheses and \"*\"");
    }

    @Test
    void a_word_that_is_no_reason_is_named_with_those_that_are() {
        assertThatThrownBy(() -> CloseReasons.OURS.behind("shop.Pool.trim -> POOL_FUL", Reasons.names()))
                .hasMessageStartingWith("line 1: no reason is called POOL_FUL: write one of RESPONSE_SAID_CLOSE, ")
                .hasMessageContaining(" POOL_FULL, ")
                .hasMessageEndingWith("JVM_ENDED, UNKNOWN");
    }

    @Test
    void a_rule_may_name_a_constructor_a_nested_class_and_a_lambda_as_a_stack_trace_does() {
        CloseReasons rules = CloseReasons.OURS.behind("""
                shop.Pool$Entry.<init> -> POOL_FULL
                shop.Pool.lambda$trim$0 -> MAX_LIFETIME
                """, Reasons.names());
        assertThat(reason(rules, stack("java.net.Socket.close", "shop.Pool$Entry.<init>")))
                .contains("POOL_FULL");
        assertThat(reason(rules, stack("java.net.Socket.close", "shop.Pool.lambda$trim$3")))
                .contains("MAX_LIFETIME");
    }

    @Test
    void each_of_our_own_rules_gives_a_reason_that_the_report_knows() {
        assertThat(CloseReasons.OURS.reasons())
                .isNotEmpty()
                .filteredOn(reason -> !reason.equals("UNKNOWN"))
                .isSubsetOf(Reasons.names());
    }

    @Test
    void a_client_that_was_asked_for_credentials_by_the_response_that_ended_a_connection_is_told_apart() {
        assertThat(challenges(
                        close(10, "c-1")
                                .because("RESPONSE_SAID_CLOSE")
                                .answered(407)
                                .event(),
                        close(11, "c-2").because("HTTP_1_0").answered(401).event(),
                        close(12, "c-3").because("PROXY_REFUSED").answered(407).event(),
                        close(13, "c-4").because("PROXY_REFUSED").answered(403).event()))
                .containsExactlyInAnyOrder(
                        Challenge.PROXY, Challenge.SERVER, Challenge.PROXY_BEFORE_TUNNEL, Challenge.NONE);
        assertThat(challenges(
                        close(10, "c-1")
                                .because("RESPONSE_SAID_CLOSE")
                                .answered(200)
                                .event(),
                        close(11, "c-2").because("IDLE_TIMEOUT").answered(407).event(),
                        close(12, "c-3")
                                .as(Role.SERVER)
                                .because("RESPONSE_SAID_CLOSE")
                                .answered(401)
                                .event()))
                .containsOnly(Challenge.NONE);
    }

    private static List<Challenge> challenges(TracedEvent... events) {
        return RecordedEvents.model(events).connections().closes().stream()
                .map(group -> group.why().challenge())
                .toList();
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
