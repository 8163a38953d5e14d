package io.firstfin.kernel.syscall;

/**
 * Runs something on a thread of its own, which takes with it what that leaves in thread locals, and
 * hands neither context class loader nor inheritable thread locals on to threads started there.
 */
final class OneShotThread {
    private static final long DEFAULT_STACK = 0;

    private OneShotThread() {}

    /** Waits for the end, through interrupts too; an error there is thrown here. */
    static void run(String name, Runnable work) {
        Throwable[] failure = new Throwable[1];
        Thread thread = new Thread(
                null,
                () -> {
                    try {
                        work.run();
                    } catch (Throwable e) {
                        failure[0] = e;
                    }
                },
                name,
                DEFAULT_STACK,
                false);
        thread.setDaemon(true);
        thread.setContextClassLoader(null);
        thread.start();
        join(thread);
        if (failure[0] != null) {
            throw new LinkageError(name, failure[0]);
        }
    }

    private static void join(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
