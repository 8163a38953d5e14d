package io.firstfin.sample.support;

import java.io.IOException;
import java.lang.ref.Cleaner;
import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How libraries close a connection whose handle the application forgot. Each hands out such a handle,
 * which nobody keeps.
 */
public enum Forgetful {
    /** As naming contexts and pools of HTTP clients do. */
    FINALIZER("a finalizer") {
        @Override
        public void handOut(Link link) {
            new Finalized(link);
        }
    },
    /** A Cleaner on the thread that the JDK gives it. */
    CLEANER("a Cleaner") {
        @Override
        public void handOut(Link link) {
            Cleaner.create().register(new Object(), () -> close(link));
        }
    },
    /** A Cleaner on a thread of the library. */
    OWN_CLEANER("a Cleaner") {
        private Cleaner cleaner;

        @Override
        public void start() {
            cleaner = Cleaner.create(Forgetful::daemon);
        }

        @Override
        public void handOut(Link link) {
            cleaner.register(new Object(), () -> close(link));
        }
    },
    /** As database drivers do: a thread waits for the references of connections that are gone. */
    REAPER("a thread that takes the references of collected objects from a ReferenceQueue") {
        private final Set<Abandoned> known = ConcurrentHashMap.newKeySet();
        private final ReferenceQueue<Object> queue = new ReferenceQueue<>();

        @Override
        public void start() {
            daemon(this::reap).start();
        }

        @Override
        public void handOut(Link link) {
            known.add(new Abandoned(new Object(), queue, link));
        }

        private void reap() {
            try {
                while (true) {
                    Abandoned abandoned = (Abandoned) queue.remove(100);
                    if (abandoned != null && known.remove(abandoned)) {
                        close(abandoned.link);
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    };

    private final String closer;

    Forgetful(String closer) {
        this.closer = closer;
    }

    /** The words that choose them. */
    public static List<String> words() {
        return Arrays.stream(values()).map(Forgetful::word).toList();
    }

    /** The one of that word; empty for any other word. */
    public static Optional<Forgetful> of(String word) {
        return Arrays.stream(values()).filter(one -> one.word().equals(word)).findFirst();
    }

    /** Starts what it needs, before any connection is opened. */
    public void start() {}

    /** Gives a handle on the link to an application that forgets it at once. */
    public abstract void handOut(Link link);

    /** What closes it in the end. */
    public String closer() {
        return closer;
    }

    /** The word that chooses it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "library");
        thread.setDaemon(true);
        return thread;
    }

    private static void close(Link link) {
        try {
            link.close();
        } catch (IOException e) {
            System.err.println("not closed: " + e);
        }
    }

    private static final class Finalized {
        private final Link link;

        Finalized(Link link) {
            this.link = link;
        }

        @Override
        @SuppressWarnings({"deprecation", "removal"})
        protected void finalize() {
            Forgetful.close(link);
        }
    }

    private static final class Abandoned extends PhantomReference<Object> {
        private final Link link;

        Abandoned(Object handle, ReferenceQueue<Object> queue, Link link) {
            super(handle, queue);
            this.link = link;
        }
    }
}
