package io.firstfin.cli.terminal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Turns the first Ctrl-C, SIGTERM or hang-up into a request to end early. The work in progress checks for it.
 *
 * <p>A second one ends the process at once, as usual.
 */
public final class Interrupts implements AutoCloseable {
    private static final List<String> SIGNALS = List.of("INT", "TERM", "HUP");
    private final CountDownLatch wished = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<Runnable> restore = new ArrayList<>();

    private Interrupts() {}

    public static Interrupts watch() {
        Interrupts interrupts = new Interrupts();
        try {
            SIGNALS.forEach(interrupts::handle);
        } catch (LinkageError | IllegalArgumentException e) {
            // an image without jdk.unsupported, or a JVM with -Xrs
            interrupts.holdShutdown();
        }
        return interrupts;
    }

    /** Waits; true when the user wants to end. */
    public boolean within(Duration duration) {
        try {
            return wished.await(duration.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    @Override
    public void close() {
        closed.countDown();
        restore.forEach(Runnable::run);
    }

    private void handle(String name) {
        Signal signal = new Signal(name);
        AtomicReference<SignalHandler> before = new AtomicReference<>(SignalHandler.SIG_DFL);
        before.set(Signal.handle(signal, received -> {
            wished.countDown();
            Signal.handle(received, before.get());
        }));
        restore.add(() -> Signal.handle(signal, before.get()));
    }

    /** Without signal handlers the exit code says 130, but the work is still finished first. */
    private void holdShutdown() {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            wished.countDown();
                            try {
                                closed.await(2, TimeUnit.MINUTES);
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        },
                        "firstfin-interrupts"));
    }
}
