package io.firstfin.sample.chaos;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Plays the acts of one endpoint on the calling thread, and closes it at the end in any case. */
final class Player {
    private static final int MOST_READS = 200;
    /** After this long in one plan another thread closes. */
    private static final int PATIENCE_MILLIS = 150;

    private static final long SPIN_NANOS = 100_000;

    private final End end;
    private final Gates gates;
    private final ScheduledExecutorService timer;
    private final Thread thread = Thread.currentThread();
    private boolean finished;

    Player(End end, Gates gates, ScheduledExecutorService timer) {
        this.end = end;
        this.gates = gates;
        this.timer = timer;
    }

    void play(List<Act> acts) {
        ScheduledFuture<?> watchdog = timer.schedule(this::closeFromOutside, PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        try {
            for (Act act : acts) {
                play(act);
            }
        } finally {
            gates.leave();
            quietly(end::close);
            synchronized (this) {
                finished = true;
            }
            watchdog.cancel(false);
            Thread.interrupted();
            quietly(end::select);
            quietly(end::release);
        }
    }

    /** For connections that are to be open when the process ends. */
    void playWithoutEnd(List<Act> acts) {
        for (Act act : acts) {
            play(act);
        }
    }

    private void play(Act act) {
        switch (act.kind()) {
            case WRITE -> quietly(() -> end.write(act.amount()));
            case READ -> quietly(end::read);
            case READ_TO_END -> quietly(this::readToEnd);
            case CLOSE -> quietly(end::close);
            case CLOSE_WHILE_READING -> {
                timer.schedule(this::closeFromOutside, act.amount(), TimeUnit.MICROSECONDS);
                quietly(this::readToEnd);
            }
            case INTERRUPT -> {
                timer.schedule(this::interrupt, act.amount(), TimeUnit.MICROSECONDS);
                quietly(this::readToEnd);
            }
            case SHUTDOWN_OUTPUT -> quietly(end::shutdownOutput);
            case SHUTDOWN_INPUT -> quietly(end::shutdownInput);
            case LINGER -> quietly(() -> end.linger(act.amount()));
            case DELAY -> delay(TimeUnit.MICROSECONDS.toNanos(act.amount()));
            case GATE -> gates.pass();
            case SELECT -> quietly(end::select);
            default -> throw new IllegalStateException(act.toString());
        }
    }

    private void readToEnd() throws IOException {
        for (int i = 0; i < MOST_READS && end.read(); i++) {
            synchronized (this) {
                if (finished) {
                    return;
                }
            }
        }
    }

    private void closeFromOutside() {
        quietly(end::close);
    }

    private synchronized void interrupt() {
        if (!finished) {
            thread.interrupt();
        }
    }

    private static void delay(long nanos) {
        long end = System.nanoTime() + nanos;
        if (nanos > SPIN_NANOS) {
            LockSupport.parkNanos(nanos);
        }
        while (System.nanoTime() < end && !Thread.currentThread().isInterrupted()) {
            Thread.onSpinWait();
        }
    }

    /** What the JDK does with an act that comes too late is not the matter here. */
    private static void quietly(Step step) {
        try {
            step.run();
        } catch (IOException | RuntimeException tooLate) {
            // the next act meets the same endpoint
        }
    }

    private interface Step {
        void run() throws IOException;
    }
}
