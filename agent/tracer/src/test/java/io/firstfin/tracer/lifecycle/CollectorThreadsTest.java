package io.firstfin.tracer.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.tracer.sink.ARecording;
import io.firstfin.tracer.sink.Sink.Level;
import java.lang.ref.Cleaner;
import java.lang.ref.WeakReference;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import shop.Janitor;

/** Whoever acts for the collector is known by what the thread is or does, never by its name. */
@Timeout(30)
class CollectorThreadsTest {

    private static final String NOBODY = "nobody";

    private final ARecording recording = new ARecording();
    private final CollectorThreads threads = new CollectorThreads(recording.sinks());
    private final BlockingQueue<String> actors = new LinkedBlockingQueue<>();

    CollectorThreadsTest() {
        recording.turn(Level.ON);
    }

    /** Its finalizer acts. */
    private static final class Finalized {
        private final Runnable act;

        Finalized(Runnable act) {
            this.act = act;
        }

        @Override
        @SuppressWarnings({"deprecation", "removal"})
        protected void finalize() {
            act.run();
        }
    }

    @Test
    void an_ordinary_thread_is_none_nor_is_one_that_is_named_like_one() throws Exception {
        assertThat(threads.actor()).isNull();

        Thread named = new Thread(this::act, "Common-Cleaner");
        named.start();
        assertThat(actors.take()).isEqualTo(NOBODY);
    }

    @Test
    void a_finalizer() throws Exception {
        forget(() -> new Finalized(this::act));

        assertThat(collected()).isEqualTo("a finalizer");
    }

    @Test
    @SuppressWarnings({"deprecation", "removal"})
    void a_finalizer_that_the_application_asked_for() throws Exception {
        forget(() -> new Finalized(this::act));
        String actor = null;
        while (actor == null) {
            System.gc();
            System.runFinalization();
            actor = actors.poll(20, TimeUnit.MILLISECONDS);
        }

        assertThat(actor).isEqualTo("a finalizer");
    }

    @Test
    void a_cleaner_of_a_library() throws Exception {
        Cleaner cleaner = Cleaner.create();
        forget(() -> cleaner.register(new Object(), this::act));

        assertThat(collected()).isEqualTo("a Cleaner");
    }

    @Test
    void a_timer_of_the_jdk_that_runs_on_a_thread_like_a_cleaners_is_none() throws Exception {
        Class<?> innocuous = Class.forName("jdk.internal.misc.InnocuousThread");
        Runnable twice = () -> {
            act();
            act();
        };
        Thread thread =
                (Thread) innocuous.getMethod("newThread", Runnable.class).invoke(null, twice);
        thread.start();

        assertThat(actors.take()).isEqualTo(NOBODY);
        assertThat(actors.take()).isEqualTo(NOBODY);
    }

    @Test
    void a_thread_that_handles_the_reference_it_waited_for() throws Exception {
        new Thread(new Janitor(
                        this::act,
                        threads::awaitingReference,
                        threads::referenceTaken,
                        this::act,
                        threads::awaitingReference,
                        this::act))
                .start();

        assertThat(actors.take()).isEqualTo(NOBODY);
        assertThat(actors.take()).startsWith("a thread that takes the references");
        assertThat(actors.take()).isEqualTo(NOBODY);
    }

    @Test
    void a_thread_that_waited_for_a_reference_once_and_went_on_is_none() throws Exception {
        new Thread(() -> {
                    new Janitor(threads::referenceTaken).run();
                    act();
                })
                .start();

        assertThat(actors.take()).isEqualTo(NOBODY);
    }

    @Test
    void more_reapers_than_are_known_do_no_harm() throws Exception {
        for (int i = 0; i < 100; i++) {
            new Thread(new Janitor(threads::referenceTaken, this::act)).start();
            assertThat(actors.take()).startsWith("a thread that takes the references");
        }
    }

    private void act() {
        String actor = threads.actor();
        actors.add(actor == null ? NOBODY : actor);
    }

    private static void forget(Supplier<Object> made) {
        new WeakReference<>(made.get());
    }

    private String collected() throws InterruptedException {
        String actor = null;
        while (actor == null) {
            System.gc();
            actor = actors.poll(20, TimeUnit.MILLISECONDS);
        }
        return actor;
    }
}
