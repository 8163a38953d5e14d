package io.firstfin.kernel.syscall;

import com.sun.jna.Native;
import java.lang.reflect.Field;

/**
 * Loads JNA, and takes back what that does to the host.
 *
 * <p>JNA unpacks {@code libjnidispatch.so} into a directory, loads it, and deletes it at once. Left
 * alone it would also
 * <ul>
 * <li>make {@code ~/.cache/JNA/temp}: we name a temp directory instead (see {@link ExecutableTemp});
 * <li>set the properties {@code jna.loaded} and {@code jnidispatch.path}: put back afterwards;
 * <li>run a daemon thread "JNA Cleaner", which would hold our class loader for ever: it inherits no
 *     context class loader, and ends when the last user has let go.
 * </ul>
 * What remains is one path in the JDK's delete-on-exit list, and {@code jna.loaded=false}, which JNA
 * sets from a finalizer when our class loader is collected.
 */
final class JnaLoader {
    private static int users;

    private JnaLoader() {
    }

    /** @throws LinkageError when JNA's library cannot be loaded */
    static synchronized void acquire() {
        if (users++ == 0) {
            try {
                load();
            } catch (Throwable e) {
                users--;
                throw e;
            }
        }
    }

    static synchronized void release() {
        if (--users == 0) {
            endCleaner();
        }
    }

    private static void load() {
        Thread current = Thread.currentThread();
        ClassLoader context = current.getContextClassLoader();
        try (var loaded = new SavedProperty("jna.loaded");
                var path = new SavedProperty("jnidispatch.path");
                var directory = new SavedProperty("jna.tmpdir")) {
            current.setContextClassLoader(null);
            directory.setIfAbsent(ExecutableTemp.find());
            // Initialises JNA, then binds libc.
            JnaLibc.close(-1);
        } finally {
            current.setContextClassLoader(context);
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
