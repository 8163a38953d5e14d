package io.firstfin.sample.chaos;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** Threads to play endpoints on. */
final class PlayedEnds {
    private final ExecutorService threads = Executors.newCachedThreadPool(PlayedEnds::daemon);
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(2, PlayedEnds::daemon);

    void execute(Runnable task) {
        threads.execute(task);
    }

    /** Plays the acts to their end on a thread of their own. */
    void play(EndApi api, End end, Gates gates, List<Act> acts, CountDownLatch done) {
        start(api, () -> {
            try {
                new Player(end, gates, timer).play(acts);
            } finally {
                done.countDown();
            }
        });
    }

    /** Plays the acts, and leaves the endpoint open. */
    void playWithoutEnd(EndApi api, End end, List<Act> acts, CountDownLatch done) {
        Gates[] gates = Gates.pair();
        gates[1].leave();
        start(api, () -> {
            try {
                new Player(end, gates[0], timer).playWithoutEnd(acts);
            } finally {
                done.countDown();
            }
        });
    }

    private void start(EndApi api, Runnable task) {
        if (api != EndApi.VIRTUAL || !startVirtual(task)) {
            threads.execute(task);
        }
    }

    /** By reflection, since the tests are compiled for JDK 17. */
    private static boolean startVirtual(Runnable task) {
        try {
            Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, task);
            return true;
        } catch (ReflectiveOperationException olderJdk) {
            return false;
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "chaos");
        thread.setDaemon(true);
        return thread;
    }
}
