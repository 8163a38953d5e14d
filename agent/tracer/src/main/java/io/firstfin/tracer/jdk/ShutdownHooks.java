package io.firstfin.tracer.jdk;

import java.lang.invoke.VarHandle;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * The threads that run when the JVM ends: those of the application, and JFR's. The JDK starts all of
 * them at once and forgets where it kept them, so they have to be found before.
 */
public final class ShutdownHooks {

    /** The JDK's own map, which nobody changes any more once the hooks run; null when out of reach. */
    private final Map<Thread, Thread> hooks;

    private ShutdownHooks(Map<Thread, Thread> hooks) {
        this.hooks = hooks;
    }

    /** Needs {@code java.lang.invoke} opened to this class's module; without it none are found. */
    @SuppressWarnings("unchecked")
    public static ShutdownHooks find() {
        try {
            Class<?> type = Class.forName("java.lang.ApplicationShutdownHooks");
            VarHandle field = JdkLookup.in(type).findStaticVarHandle(type, "hooks", IdentityHashMap.class);
            return new ShutdownHooks((Map<Thread, Thread>) (Map<?, ?>) field.get());
        } catch (ReflectiveOperationException | RuntimeException | LinkageError outOfReach) {
            return new ShutdownHooks(null);
        }
    }

    /**
     * To be asked by one of the hooks: whether any other is still to end, or even to start.
     */
    public boolean othersRun() {
        if (hooks == null) {
            return false;
        }
        for (Thread hook : hooks.keySet()) {
            if (hook != Thread.currentThread() && hook.getState() != Thread.State.TERMINATED) {
                return true;
            }
        }
        return false;
    }
}
