package io.firstfin.tracer.hooks.http;

import io.firstfin.bootstrap.HttpBridge;
import io.firstfin.bootstrap.ReasonBridge;
import io.firstfin.tracer.weave.Target;
import java.util.List;
import net.bytebuddy.asm.Advice;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.core5.pool.PoolEntry;

/**
 * The pools of HttpCore 5 and their use in HttpClient 5, classic and asynchronous. All they give up goes
 * through {@code PoolEntry.discardConnection}; some of that is closed later, by another thread.
 */
final class ApacheHttpPool5Hooks {

    private static final String SHUTS_DOWN = "POOL_CLOSED|the connection manager was closed";
    private static final String EVICTS = "IDLE_TIMEOUT|idle for longer than closeIdle allows";
    /** What is stale as well is noted. */
    private static final String LOOKS_FOR_AGE = "MAX_LIFETIME|older than ConnectionConfig.timeToLive";

    private static final String POOL = "org.apache.hc.core5.pool.";
    private static final String ENTRY = POOL + "PoolEntry";
    private static final String CLIENT = "org.apache.hc.client5.http.impl.";
    private static final String MODE = "org.apache.hc.core5.io.CloseMode";
    private static final String TIME = "org.apache.hc.core5.util.TimeValue";

    static final List<Target> TARGETS = List.of(
            Target.of(ENTRY)
                    .hookNamed("discardConnection", Discards.class, MODE)
                    .hookNamed("getUpdated", LooksForIdleness.class),
            // each connection manager has an operator of its own
            Target.of(CLIENT + "io.DefaultHttpClientConnectionOperator").hookAnyArguments("connect", Opened.class),
            Target.of(POOL + "StrictConnPool")
                    .hookNamed("release", GivenBack.class, ENTRY, "boolean")
                    .explain(ApacheScopes.MAKES_ROOM, "processPendingRequest", POOL + "StrictConnPool$LeaseRequest")
                    .explain(EVICTS, "closeIdle", TIME)
                    .explain(ApacheScopes.MAKES_ROOM, "closeExpired")
                    .explain(SHUTS_DOWN, "close", MODE),
            Target.of(POOL + "LaxConnPool")
                    .hookNamed("release", GivenBack.class, ENTRY, "boolean")
                    .explain(EVICTS, "closeIdle", TIME)
                    .explain(ApacheScopes.MAKES_ROOM, "closeExpired")
                    .explain(SHUTS_DOWN, "close", MODE),
            Target.of(POOL + "LaxConnPool$PerRoutePool")
                    .explain(ApacheScopes.MAKES_ROOM, "getAvailableEntry", "java.lang.Object"),
            Target.of(POOL + "RouteSegmentedConnPool")
                    .whereDeclared()
                    .hookNamed("release", GivenBack.class, ENTRY, "boolean")
                    .explain(EVICTS, "closeIdle", TIME)
                    .explain(ApacheScopes.MAKES_ROOM, "closeExpired")
                    .explain(SHUTS_DOWN, "close", MODE)
                    .hookNamed("discardEntry", HandsOver.class, ENTRY, MODE),
            Target.of(CLIENT + "io.PoolingHttpClientConnectionManager")
                    .hookWhereDeclared("closeIfExpired", ClosesIfExpired.class, ENTRY),
            Target.of(CLIENT + "nio.PoolingAsyncClientConnectionManager")
                    .hookWhereDeclared("closeIfExpired", ClosesIfExpired.class, ENTRY),
            // what is leased is looked at once more, by the ConnectionConfig of its route
            Target.of(CLIENT + "io.PoolingHttpClientConnectionManager$3")
                    .whereDeclared()
                    .explain(LOOKS_FOR_AGE, "get", "org.apache.hc.core5.util.Timeout"),
            Target.of(CLIENT + "nio.PoolingAsyncClientConnectionManager$3$1")
                    .whereDeclared()
                    .explain(LOOKS_FOR_AGE, "completed", ENTRY)
                    .hookNamed("leaseCompleted", HasLooked.class, ENTRY),
            Target.of(CLIENT + "io.BasicHttpClientConnectionManager")
                    .explain(ApacheScopes.EXPIRES, "checkExpiry")
                    .explain(LOOKS_FOR_AGE, "validate")
                    .explain(EVICTS, "closeIdle", TIME)
                    .explain(
                            ApacheScopes.MAKES_ROOM,
                            "getConnection",
                            "org.apache.hc.client5.http.HttpRoute",
                            "java.lang.Object")
                    .explain(SHUTS_DOWN, "close", MODE));

    private ApacheHttpPool5Hooks() {}

    static final class Opened {
        @Advice.OnMethodExit(suppress = Throwable.class)
        static void exit(@Advice.This Object operator, @Advice.Argument(0) ManagedHttpClientConnection connection) {
            HttpBridge.openedFor(operator, connection.getSocket());
        }
    }

    static final class GivenBack {
        @Advice.OnMethodEnter(suppress = Throwable.class)
        static void enter(@Advice.Argument(0) PoolEntry<?, ?> entry) {
            HttpBridge.returnedToPool(
                    entry.getConnection() instanceof ManagedHttpClientConnection classic ? classic.getSocket() : null);
        }
    }

    /** What is expired goes for that reason, also where room is made. */
    static final class Discards {
        @Advice.OnMethodEnter(suppress = Throwable.class)
        static Object enter(@Advice.This PoolEntry<?, ?> entry) {
            boolean expired = entry.getExpiryDeadline().isExpired();
            return ReasonBridge.keepReason(
                    entry.getConnection() instanceof ManagedHttpClientConnection classic ? classic.getSocket() : null,
                    "POOL_FULL",
                    !expired
                            ? null
                            : entry.getValidityDeadline().isExpired()
                                    ? "MAX_LIFETIME|older than its time to live"
                                    : "IDLE_TIMEOUT|idle for longer than it was to be kept alive");
        }
    }

    /** A thread of the pool will discard it. */
    static final class HandsOver {
        @Advice.OnMethodEnter(suppress = Throwable.class)
        static void enter(@Advice.Argument(0) PoolEntry<?, ?> entry) {
            ReasonBridge.keepReason(
                    entry.getConnection() instanceof ManagedHttpClientConnection classic ? classic.getSocket() : null);
        }
    }

    static final class ClosesIfExpired {
        @Advice.OnMethodEnter(suppress = Throwable.class)
        static Object enter(@Advice.Argument(0) PoolEntry<?, ?> entry) {
            return ReasonBridge.beginReason(
                    entry.getExpiryDeadline().isExpired()
                            & !entry.getValidityDeadline().isExpired(),
                    "IDLE_TIMEOUT|idle for longer than it was to be kept alive",
                    "MAX_LIFETIME|older than its time to live");
        }
    }

    /** Asked for once the age is found good. */
    static final class LooksForIdleness {
        @Advice.OnMethodEnter(suppress = Throwable.class)
        static void enter() {
            ReasonBridge.replaceReason(
                    "MAX_LIFETIME|older than ConnectionConfig",
                    "IDLE_TIMEOUT|idle for longer than ConnectionConfig.idleTimeout");
        }
    }

    /** Goes on with the request. */
    static final class HasLooked {
        @Advice.OnMethodEnter(suppress = Throwable.class)
        static Object enter() {
            return ReasonBridge.suspendReason();
        }
    }
}
