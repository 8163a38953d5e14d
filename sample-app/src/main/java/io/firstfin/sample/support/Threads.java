package io.firstfin.sample.support;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Threads for the scenarios. */
public final class Threads {
    private Threads() {}

    /** What a scenario does; it may fail with anything. */
    @FunctionalInterface
    public interface Acts {
        void run() throws Exception;
    }

    /** Acts under way on a thread of their own. */
    public record Running(Thread thread, FutureTask<Void> task) {

        /** Waits for the acts to end well. */
        public void await() throws Exception {
            task.get();
        }

        /** Waits for the acts to end, which they must by an exception. */
        public void awaitFailure() throws Exception {
            try {
                task.get();
            } catch (ExecutionException expected) {
                return;
            }
            throw new IllegalStateException(thread + " should have failed");
        }
    }

    /** Starts the acts on a thread of their own, virtual or not. */
    public static Running start(boolean virtual, Acts acts) throws Exception {
        FutureTask<Void> task = task(acts);
        if (virtual) {
            return new Running(startVirtual(task), task);
        }
        Thread thread = new Thread(task, "helper");
        thread.setDaemon(true);
        thread.start();
        return new Running(thread, task);
    }

    /** Runs the acts to their end, on this thread or on a virtual one. */
    static void run(boolean virtual, Acts acts) throws Exception {
        if (virtual) {
            start(true, acts).await();
        } else {
            acts.run();
        }
    }

    /** By reflection, since the scenarios are compiled for JDK 17. */
    private static Thread startVirtual(Runnable runnable) throws ReflectiveOperationException {
        return (Thread)
                Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, runnable);
    }

    /** Waits until the thread is in a call of the JDK's network code that blocks. */
    public static void awaitBlocked(Thread thread) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        while (!blocksInNetwork(thread.getStackTrace())) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(thread + " never blocked in a network call");
            }
            LockSupport.parkNanos(500_000);
        }
    }

    /** On top stands the native call, or for a virtual thread the park, below it sun.nio.ch. */
    private static boolean blocksInNetwork(StackTraceElement[] stack) {
        boolean blocked = stack.length > 0
                && (stack[0].isNativeMethod() || stack[0].getClassName().startsWith("java.lang.VirtualThread"));
        for (int i = 0; blocked && i < stack.length; i++) {
            if (stack[i].getClassName().startsWith("sun.nio.ch.")) {
                return true;
            }
        }
        return false;
    }

    private static FutureTask<Void> task(Acts acts) {
        return new FutureTask<>(() -> {
            acts.run();
            return null;
        });
    }
}
