package io.firstfin.tracer.hooks.http;

import io.firstfin.bootstrap.HttpBridge;
import io.firstfin.bootstrap.ReasonBridge;
import io.firstfin.tracer.weave.Library;
import io.firstfin.tracer.weave.LibraryName;
import io.firstfin.tracer.weave.Target;
import io.netty.channel.Channel.Unsafe;
import io.netty.channel.nio.AbstractNioChannel.NioUnsafe;
import io.netty.channel.unix.UnixChannel;
import java.util.List;
import net.bytebuddy.asm.Advice;
import reactor.netty.Connection;
import reactor.netty.internal.shaded.reactor.pool.InstrumentedPool;
import reactor.netty.internal.shaded.reactor.pool.PooledRef;
import reactor.netty.internal.shaded.reactor.pool.PooledRefMetadata;

/**
 * Reactor Netty, whose exchanges {@link NettyHooks Netty} tells. Its pool decides on whichever thread
 * asks, and the event loop closes: so every decision is noted on the connection.
 */
public final class ReactorNettyHooks {

    private static final String POOL = "reactor.netty.internal.shaded.reactor.pool.";
    private static final String METADATA = POOL + "PooledRefMetadata";

    public static final Library LIBRARY = Library.of(
            "Reactor Netty",
            new Library.Home(
                    "reactor.netty.resources.PooledConnectionProvider",
                    "io.projectreactor.netty",
                    "reactor-netty-core"),
            List.of("1.0.", "1.1.", "1.2.", "1.3."),
            Target.of("reactor.netty.resources.PooledConnectionProvider$PoolFactory")
                    .hookWhereDeclared("lambda$newPoolInternal$1", Evicts.class, "reactor.netty.Connection", METADATA),
            Target.of(POOL + "PoolBuilder")
                    .hookWhereDeclared("lambda$buildConfig$0", FindsTooOld.class, "java.lang.Object", METADATA),
            Target.of(POOL + "AbstractPool")
                    .hookNamed("destroyPoolable", Destroys.class, POOL + "AbstractPool$AbstractPooledRef"),
            Target.of("reactor.netty.http.client.HttpClientOperations")
                    .whereDeclared()
                    .hookNamed("beforeMarkSentHeaders", Used.class)
                    .hookNamed("onInboundCancel", Cancelled.class));

    private ReactorNettyHooks() {}

    static final class Used {
        @Advice.OnMethodEnter(suppress = Throwable.class)
        static void enter(@LibraryName String name, @Advice.This Connection connection) {
            Unsafe unsafe = connection.channel().unsafe();
            HttpBridge.clientNamed(
                    name,
                    unsafe instanceof NioUnsafe
                            ? ((NioUnsafe) unsafe).ch()
                            : ((UnixChannel) connection.channel()).fd().intValue());
        }
    }

    /** The pool's rule, unless the application gave one of its own. */
    static final class Evicts {
        @Advice.OnMethodExit(suppress = Throwable.class)
        static void exit(
                @Advice.Return boolean evicts,
                @Advice.FieldValue("maxIdleTime") long most,
                @Advice.Argument(0) Connection connection,
                @Advice.Argument(1) PooledRefMetadata metadata) {
            Unsafe unsafe = connection.channel().unsafe();
            Object socket = unsafe instanceof NioUnsafe
                    ? ((NioUnsafe) unsafe).ch()
                    : ((UnixChannel) connection.channel()).fd().intValue();
            ReasonBridge.noteReason(
                    evicts,
                    socket,
                    most >= 0 && metadata.idleTime() >= most
                            ? "IDLE_TIMEOUT|idle for ConnectionProvider.maxIdleTime"
                            : "MAX_LIFETIME|as old as ConnectionProvider.maxLifeTime");
        }
    }

    /** From 1.3 on the pool itself looks at the age. */
    static final class FindsTooOld {
        @Advice.OnMethodExit(suppress = Throwable.class)
        static void exit(@Advice.Return boolean tooOld, @Advice.Argument(0) Object connection) {
            Unsafe unsafe = ((Connection) connection).channel().unsafe();
            Object socket = unsafe instanceof NioUnsafe
                    ? ((NioUnsafe) unsafe).ch()
                    : ((UnixChannel) ((Connection) connection).channel()).fd().intValue();
            ReasonBridge.noteReason(tooOld, socket, "MAX_LIFETIME|as old as ConnectionProvider.maxLifeTime");
        }
    }

    static final class Destroys {
        @Advice.OnMethodEnter(suppress = Throwable.class)
        static void enter(@Advice.This InstrumentedPool<?> pool, @Advice.Argument(0) PooledRef<?> ref) {
            Unsafe unsafe = ((Connection) ref.poolable()).channel().unsafe();
            Object socket = unsafe instanceof NioUnsafe
                    ? ((NioUnsafe) unsafe).ch()
                    : ((UnixChannel) ((Connection) ref.poolable()).channel())
                            .fd()
                            .intValue();
            ReasonBridge.noteReason(pool.isDisposed(), socket, "POOL_CLOSED|its ConnectionProvider was disposed");
        }
    }

    static final class Cancelled {
        @Advice.OnMethodEnter(suppress = Throwable.class)
        static void enter(@Advice.This Connection connection, @Advice.FieldValue("responseState") Object response) {
            Unsafe unsafe = connection.channel().unsafe();
            Object socket = unsafe instanceof NioUnsafe
                    ? ((NioUnsafe) unsafe).ch()
                    : ((UnixChannel) connection.channel()).fd().intValue();
            ReasonBridge.noteReason(
                    socket,
                    response == null
                            ? "DISCONNECT_CALLED|the subscriber cancelled before the response"
                            : "BODY_ABANDONED|the subscriber cancelled before its end was read");
        }
    }
}
