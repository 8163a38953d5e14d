package io.firstfin.tracer.hooks.http;

import io.firstfin.bootstrap.ReasonBridge;
import io.firstfin.tracer.weave.Target;
import net.bytebuddy.asm.Advice;
import org.eclipse.jetty.client.AbstractConnectionPool;
import org.eclipse.jetty.client.Connection;
import org.eclipse.jetty.client.transport.HttpDestination;
import org.eclipse.jetty.client.transport.internal.HttpConnectionOverHTTP;
import org.eclipse.jetty.io.EndPoint;

/**
 * The pools of {@link JettyHooks}. They close in the call that decided, but for what they do not take back:
 * their caller closes that, so it is noted on the connection.
 */
final class JettyPoolHooks {

    private static final String TOO_OLD = "MAX_LIFETIME|older than AbstractConnectionPool.maxDuration";
    private static final String STOPS = "POOL_CLOSED|the pool was stopped, as by HttpClient.stop()";
    private static final String CLIENT = "org.eclipse.jetty.client.";
    private static final String CONNECTION = CLIENT + "Connection";

    static final Target DESTINATION =
            Target.of(CLIENT + "transport.HttpDestination").hookNamed("release", FindsItStopped.class, CONNECTION);

    static final Target POOL = Target.of(CLIENT + "AbstractConnectionPool")
            .explain(TOO_OLD, "activate")
            .hookNamed("deactivate", IsTooOld.class, CONNECTION)
            .hookNamed("deactivate", IsUsedUp.class, CONNECTION)
            .explain(STOPS, "doStop");

    static final Target ENTRY =
            Target.of(CLIENT + "AbstractConnectionPool$EntryHolder").hookNamed("use", IsUsed.class, "int");

    private static final String USED_UP = "MAX_REQUESTS|used as often as AbstractConnectionPool.maxUsage";

    private JettyPoolHooks() {}

    /** What comes back after the client was stopped has no pool to go to. */
    static final class FindsItStopped {
        @Advice.OnMethodEnter(suppress = Throwable.class)
        static Object enter(@Advice.This HttpDestination destination) {
            return ReasonBridge.beginReason(!destination.getHttpClient().isRunning(), "POOL_CLOSED|HttpClient.stop()");
        }
    }

    /** Called in {@link LetsOut} alone, which ends what is begun here. */
    static final class IsUsed {
        @Advice.OnMethodExit(suppress = Throwable.class)
        static void exit(@Advice.Return boolean allowed) {
            ReasonBridge.beginReason(!allowed, USED_UP);
        }
    }

    static final class IsTooOld {
        @Advice.OnMethodExit(suppress = Throwable.class)
        static void exit(
                @Advice.This AbstractConnectionPool pool,
                @Advice.Argument(0) Connection connection,
                @Advice.Return boolean stays) {
            if (!stays && connection instanceof HttpConnectionOverHTTP http) {
                long most = pool.getMaxDuration();
                long age = System.currentTimeMillis() - http.getCreatedTimeStamp();
                Object transport = http.getEndPoint().getTransport();
                ReasonBridge.noteReason(
                        most > 0 && age >= most,
                        transport instanceof EndPoint below ? below.getTransport() : transport,
                        TOO_OLD);
            }
        }
    }

    static final class IsUsedUp {
        @Advice.OnMethodExit(suppress = Throwable.class)
        static void exit(
                @Advice.This AbstractConnectionPool pool,
                @Advice.Argument(0) Connection connection,
                @Advice.Return boolean stays) {
            if (!stays && connection instanceof HttpConnectionOverHTTP http) {
                int most = pool.getMaxUsage();
                Object transport = http.getEndPoint().getTransport();
                ReasonBridge.noteReason(
                        most > 0 && http.getMessagesOut() >= most,
                        transport instanceof EndPoint below ? below.getTransport() : transport,
                        USED_UP);
            }
        }
    }
}
