package io.firstfin.kernel.syscall;

import com.sun.jna.Native;
import java.lang.reflect.Field;
import java.nio.file.Path;

/**
 * Loads JNA, and takes back what that does to the host.
 *
 * <p>JNA unpacks {@code libjnidispatch.so} into a directory, loads it, and deletes it at once. Left
 * alone it would also
 * <ul>
 * <li>make {@code ~/.cache/JNA/temp}, and log a warning where there is no directory to write to: we
 *     name a directory, and do without JNA when there is none (see {@link ExecutableTemp});
 * <li>start {@code /sbin/ldconfig -p} to learn where libraries are: we name the search path;
 * <li>set the properties {@code jna.loaded}, {@code jnidispatch.path} and
 *     {@code jna.platform.library.path}: put back afterwards;
 * <li>run a daemon thread "JNA Cleaner", which would hold our class loader for ever: it inherits no
 *     context class loader, and ends when the last user has let go.
 * </ul>
 * What remains is one path in the JDK's delete-on-exit list; {@code java.util.logging}, which JNA
 * initialises; and {@code jna.loaded=false}, which JNA sets from a finalizer when our class loader
 * is collected.
 */
final class JnaLoader {
    private static int users;

    private JnaLoader() {
    }

    /** @throws LinkageError when JNA's library cannot be loaded */
    static synchronized void acquire() {
        if (users == 0) {
            load();
        }
        users++;
    }

    static synchronized void release() {
        if (--users == 0) {
            endCleaner();
        }
    }

    private static void load() {
        String directory = ExecutableTemp.find();
        if (directory == null) {
            throw new UnsatisfiedLinkError("no directory to load a library from");
        }
        Thread current = Thread.currentThread();
        ClassLoader context = current.getContextClassLoader();
        try (var loaded = new SavedProperty("jna.loaded");
                var unpacked = new SavedProperty("jnidispatch.path");
                var temp = new SavedProperty("jna.tmpdir");
                var search = new SavedProperty("jna.platform.library.path")) {
            current.setContextClassLoader(null);
            temp.set(directory);
            search.set("");
            bindLibc(unpacked);
        } finally {
            current.setContextClassLoader(context);
        }
    }

    private static void bindLibc(SavedProperty unpacked) {
        try {
            // Any call initialises the class, which initialises JNA.
            JnaLibc.close(-1);
        } catch (LinkageError e) {
            String left = unpacked.current();
            if (left != null) {
                Path.of(left).toFile().delete();
            }
            throw e;
        }
    }

    // JNA's cleaner takes an interrupt as the order to end. It has nothing left to free: the one
    // thing it guards is the handle of the process itself.
    private static void endCleaner() {
        try {
            Class<?> type = Class.forName("com.sun.jna.internal.Cleaner", false,
                    Native.class.getClassLoader());
            Object cleaner = type.getMethod("getCleaner").invoke(null);
            Field field = type.getDeclaredField("cleanerThread");
            field.setAccessible(true);
            if (field.get(cleaner) instanceof Thread thread) {
                thread.interrupt();
            }
        } catch (ReflectiveOperationException | RuntimeException anotherJna) {
            // Then the thread stays: a daemon that wakes twice a minute.
        }
    }
}
