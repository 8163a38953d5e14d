package io.firstfin.tracer.lifecycle;

import io.firstfin.tracer.base.OwnThreads;
import io.firstfin.tracer.sink.Sinks;
import io.firstfin.tracer.site.CallStack;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Whether the thread at hand acts for the garbage collector: a finalizer, a Cleaner, or a thread that
 * takes the references of collected objects from a {@code ReferenceQueue} and cleans up after each.
 *
 * <p>The JDK's own are known by the class of their thread, or by its group, whatever its name. Others
 * are known by what they do: between the return of {@code ReferenceQueue.remove} with a reference and
 * its next call a thread handles that reference, for as long as the method that called it is running.
 * An ordinary thread costs a comparison or two.
 */
final class CollectorThreads {

    private static final String FINALIZER = "a finalizer";
    private static final String CLEANER = "a Cleaner";
    private static final String REAPER =
            "a thread that takes the references of collected objects from a ReferenceQueue";

    private static final Class<?> FINALIZER_THREAD = jdkClass("java.lang.ref.Finalizer$FinalizerThread");
    private static final Class<?> REFERENCE_HANDLER = jdkClass("java.lang.ref.Reference$ReferenceHandler");
    private static final Class<?> INNOCUOUS_THREAD = jdkClass("jdk.internal.misc.InnocuousThread");
    private static final String FINALIZER_CLASS = "java.lang.ref.Finalizer";
    private static final String CLEANER_CLASS = "jdk.internal.ref.CleanerImpl";

    /** More threads than these at once are not known. */
    private static final int SLOTS = 32;

    private final Sinks sinks;
    private final ThreadGroup system = systemGroup();
    private final AtomicReferenceArray<Reaper> reapers = new AtomicReferenceArray<>(SLOTS);
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicLongArray otherThreads = new AtomicLongArray(SLOTS);
    private volatile boolean anyReaper;

    /** A thread by its id, so that nothing of it is held, and the method that waits for references. */
    private static final class Reaper {

        private final long thread;
        private final String method;
        private volatile boolean handling;

        Reaper(long thread, String method) {
            this.thread = thread;
            this.method = method;
        }
    }

    CollectorThreads(Sinks sinks) {
        this.sinks = sinks;
    }

    /** What of the collector's this thread is, in words; null when it is none. */
    String actor() {
        Thread thread = Thread.currentThread();
        Class<?> type = thread.getClass();
        if (type == FINALIZER_THREAD) {
            return FINALIZER;
        }
        if (type == REFERENCE_HANDLER || type == INNOCUOUS_THREAD && isCleaner(thread)) {
            return CLEANER;
        }
        if (type == Thread.class
                && thread.getThreadGroup() == system
                && system != null
                && CallStack.runs(FINALIZER_CLASS)) {
            return FINALIZER;
        }
        return anyReaper ? reaper(thread) : null;
    }

    /** The thread calls {@code ReferenceQueue.remove}: it is through with what it had. */
    void awaitingReference() {
        Reaper reaper = anyReaper ? find(Thread.currentThread()) : null;
        if (reaper != null) {
            reaper.handling = false;
        }
    }

    /** {@code ReferenceQueue.remove} gave the thread a reference. */
    void referenceTaken() {
        Thread thread = Thread.currentThread();
        if (!sinks.isWanted() || isOfTheJdk(thread.getClass())) {
            return;
        }
        Reaper reaper = find(thread);
        if (reaper == null) {
            String method = CallStack.waiter();
            if (method == null) {
                return;
            }
            reaper = new Reaper(thread.getId(), method);
            reapers.set(freeSlot(), reaper);
            anyReaper = true;
        }
        reaper.handling = true;
    }

    /** Cleaners have such threads, and so have timers of the JDK, which stay what they are. */
    private boolean isCleaner(Thread thread) {
        long id = thread.getId();
        int slot = (int) (id & SLOTS - 1);
        if (otherThreads.get(slot) == id) {
            return false;
        }
        boolean cleaner = CallStack.runs(CLEANER_CLASS);
        if (!cleaner) {
            otherThreads.set(slot, id);
        }
        return cleaner;
    }

    private String reaper(Thread thread) {
        Reaper reaper = find(thread);
        if (reaper == null || !reaper.handling || !CallStack.has(reaper.method)) {
            return null;
        }
        return reaper.method.startsWith(CLEANER_CLASS) ? CLEANER : REAPER;
    }

    private Reaper find(Thread thread) {
        long id = thread.getId();
        for (int i = 0; i < SLOTS; i++) {
            Reaper reaper = reapers.get(i);
            if (reaper == null) {
                return null;
            }
            if (reaper.thread == id) {
                return reaper;
            }
        }
        return null;
    }

    /** Slots are filled in turn; then whoever came first makes room, such as a thread that has ended. */
    private int freeSlot() {
        return Math.floorMod(next.getAndIncrement(), SLOTS);
    }

    private static boolean isOfTheJdk(Class<?> type) {
        return type == FINALIZER_THREAD || type == INNOCUOUS_THREAD;
    }

    /** Null where this JDK has none. */
    private static Class<?> jdkClass(String name) {
        try {
            return Class.forName(name, false, null);
        } catch (ClassNotFoundException | LinkageError absent) {
            return null;
        }
    }

    /** Looked up once, on a thread of ours: a security manager would ask who does. */
    private static ThreadGroup systemGroup() {
        try {
            return OwnThreads.systemGroup();
        } catch (RuntimeException refused) {
            return null;
        }
    }
}
