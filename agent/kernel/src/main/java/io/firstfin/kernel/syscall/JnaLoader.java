package io.firstfin.kernel.syscall;

import com.sun.jna.Native;
import java.lang.reflect.Field;

/**
 * Loads JNA, and takes back what that does to the host.
 *
 * <p>JNA unpacks {@code libjnidispatch.so} into a directory, loads it, and deletes it at once; in part
 * it stays where the disk is full, so it gets a folder of our own. Left alone it would also
 * <ul>
 * <li>make {@code ~/.cache/JNA/temp}, and log a warning where there is no directory to write to: we
 *     name a directory, and do without JNA when there is none (see {@link ExecutableTemp});
 * <li>start {@code /sbin/ldconfig -p} to learn where libraries are: we name the search path;
 * <li>set the properties {@code jna.loaded}, {@code jnidispatch.path} and
 *     {@code jna.platform.library.path}: put back afterwards;
 * <li>hold our class loader for ever: by thread locals of the thread that loads it, which is one of
 *     our own that ends at once; and by a daemon thread "JNA Cleaner", which ends when the last user
 *     has let go.
 * </ul>
 * What remains is one path in the JDK's delete-on-exit list; {@code java.util.logging}, which JNA
 * initialises; and {@code jna.loaded=false}, which JNA sets from a finalizer when our class loader
 * is collected.
 */
final class JnaLoader {
    private static int users;
    private static JnaLibc libc;
    private static Thread cleaner;

    private JnaLoader() {}

    /** @throws LinkageError when JNA's library cannot be loaded */
    static synchronized JnaLibc acquire() {
        if (libc == null) {
            libc = load();
            cleaner = cleaner();
        }
        users++;
        return libc;
    }

    static synchronized void release() {
        if (--users == 0) {
            if (cleaner != null) {
                // It takes that as the order to end, and has nothing left to free: the one thing it guards
                // is the handle of the process itself.
                cleaner.interrupt();
                cleaner = null;
            }
            libc = null;
        }
    }

    private static JnaLibc load() {
        String directory = ExecutableTemp.find();
        if (directory == null) {
            throw new UnsatisfiedLinkError("no directory to load a library from");
        }
        JnaLibc[] loaded = new JnaLibc[1];
        OneShotThread.run("FirstFin native access", () -> {
            try (var done = new SavedProperty("jna.loaded");
                    var unpacked = new SavedProperty("jnidispatch.path");
                    var temp = new SavedProperty("jna.tmpdir");
                    var search = new SavedProperty("jna.platform.library.path");
                    var folder = new UnpackFolder(directory)) {
                temp.set(folder.toString());
                search.set("");
                loaded[0] = new JnaLibc();
            }
        });
        return loaded[0];
    }

    /**
     * The thread on which JNA frees memory, or null if there is none. It is looked up when JNA is loaded:
     * reflection may need a new class, and at detach the metaspace may be used up.
     */
    private static Thread cleaner() {
        try {
            Class<?> type = Class.forName("com.sun.jna.internal.Cleaner", false, Native.class.getClassLoader());
            Object cleaner = type.getMethod("getCleaner").invoke(null);
            Field field = type.getDeclaredField("cleanerThread");
            field.setAccessible(true);
            return (Thread) field.get(cleaner);
        } catch (ReflectiveOperationException | RuntimeException anotherJna) {
            // Then the thread stays: a daemon that wakes twice a minute.
            return null;
        }
    }
}
