package io.firstfin.tracer.hooks.http;

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

    private static final String POOL = "org.apache.hc.core5.pool.";
    private static final String ENTRY = POOL + "PoolEntry";
    private static final String CLIENT = "org.apache.hc.client5.http.impl.";
    private static final String MODE = "org.apache.hc.core5.io.CloseMode";
    private static final String TIME = "org.apache.hc.core5.util.TimeValue";

    static final List<Target> TARGETS = List.of(
            Target.of(ENTRY)
                    .hookNamed("discardConnection", Discards.class, MODE)
                    .hookNamed("getUpdated", LooksForIdleness.class),
            Target.of(POOL + "StrictConnPool")
                    .hookNamed(
                            "processPendingRequest", ApacheScopes.MakesRoom.class, POOL + "StrictConnPool$LeaseRequest")
                    .hookNamed("closeIdle", Evicts.class, TIME)
                    .hookNamed("closeExpired", ApacheScopes.MakesRoom.class)
                    .hookNamed("close", ShutsDown.class, MODE),
            Target.of(POOL + "LaxConnPool")
                    .hookNamed("closeIdle", Evicts.class, TIME)
                    .hookNamed("closeExpired", ApacheScopes.MakesRoom.class)
                    .hookNamed("close", ShutsDown.class, MODE),
            Target.of(POOL + "LaxConnPool$PerRoutePool")
                    .hookNamed("getAvailableEntry", ApacheScopes.MakesRoom.class, "java.lang.Object"),
            Target.of(POOL + "RouteSegmentedConnPool")
                    .whereDeclared()
                    .hookNamed("closeIdle", Evicts.class, TIME)
                    .hookNamed("closeExpired", ApacheScopes.MakesRoom.class)
                    .hookNamed("close", ShutsDown.class, MODE)
                    .hookNamed("discardEntry", HandsOver.class, ENTRY, MODE),
            Target.of(CLIENT + "io.PoolingHttpClientConnectionManager")
                    .hookWhereDeclared("closeIfExpired", ClosesIfExpired.class, ENTRY),
            Target.of(CLIENT + "nio.PoolingAsyncClientConnectionManager")
                    .hookWhereDeclared("closeIfExpired", ClosesIfExpired.class, ENTRY),
            // what is leased is looked at once more, by the ConnectionConfig of its route
            Target.of(CLIENT + "io.PoolingHttpClientConnectionManager$3")
                    .whereDeclared()
                    .hookNamed("get", LooksForAge.class, "org.apache.hc.core5.util.Timeout"),
            Target.of(CLIENT + "nio.PoolingAsyncClientConnectionManager$3$1")
                    .whereDeclared()
                    .hookNamed("completed", LooksForAge.class, ENTRY)
                    .hookNamed("leaseCompleted", HasLooked.class, ENTRY),
            Target.of(CLIENT + "io.BasicHttpClientConnectionManager")
                    .hookNamed("checkExpiry", ApacheScopes.Expires.class)
                    .hookNamed("validate", LooksForAge.class)
                    .hookNamed("closeIdle", Evicts.class, TIME)
                    .hookNamed(
                            "getConnection",
                            ApacheScopes.MakesRoom.class,
                            "org.apache.hc.client5.http.HttpRoute",
                            "java.lang.Object")
                    .hookNamed("close", ShutsDown.class, MODE));

    private ApacheHttpPool5Hooks() {}

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

    /** What is stale as well is noted. */
    static final class LooksForAge {
        @Advice.OnMethodEnter(suppress = Throwable.class)
        static Object enter() {
            return ReasonBridge.beginReason("MAX_LIFETIME|older than ConnectionConfig.timeToLive");
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

    static final class Evicts {
        @Advice.OnMethodEnter(suppress = Throwable.class)
        static Object enter() {
            return ReasonBridge.beginReason("IDLE_TIMEOUT|idle for longer than closeIdle allows");
        }
    }

    static final class ShutsDown {
        @Advice.OnMethodEnter(suppress = Throwable.class)
        static Object enter() {
            return ReasonBridge.beginReason("POOL_CLOSED|the connection manager was closed");
        }
    }
}
