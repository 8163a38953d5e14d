package io.firstfin.kernel.syscall;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
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
 * <li>hold our class loader for ever: by thread locals of the thread that loads it, which is one of
 *     our own that ends at once; by a daemon thread "JNA Cleaner" and by a global reference to each
 *     bound method, which both end when the last user has let go.
 * </ul>
 * What remains is one path in the JDK's delete-on-exit list; {@code java.util.logging}, which JNA
 * initialises; and {@code jna.loaded=false}, which JNA sets from a finalizer when our class loader
 * is collected.
 */
final class JnaLoader {
    /** Through which every native call goes. */
    static final CallGate GATE = new CallGate();

    private static final long WAIT_NANOS = 3_000_000_000L; // longer than any of our calls waits

    private static int users;
    private static boolean bound;

    private JnaLoader() {
    }

    /** @throws LinkageError when JNA's library cannot be loaded */
    static synchronized void acquire() {
        if (!bound) {
            load();
            bound = true;
        }
        GATE.open();
        users++;
    }

    static synchronized void release() {
        // Unbinding frees code that a call under way would return to: rather keep it than that.
        if (--users == 0 && GATE.shut(WAIT_NANOS)) {
            Native.unregister(JnaLibc.class);
            bound = false;
            endCleaner();
        }
    }

    private static void load() {
        String directory = ExecutableTemp.find();
        if (directory == null) {
            throw new UnsatisfiedLinkError("no directory to load a library from");
        }
        OneShotThread.run("FirstFin native access", () -> {
            try (var loaded = new SavedProperty("jna.loaded");
                    var unpacked = new SavedProperty("jnidispatch.path");
                    var temp = new SavedProperty("jna.tmpdir");
                    var search = new SavedProperty("jna.platform.library.path")) {
                temp.set(directory);
                search.set("");
                bindLibc(unpacked);
            }
        });
    }

    private static void bindLibc(SavedProperty unpacked) {
        try {
            Native.register(JnaLibc.class, NativeLibrary.getProcess());
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
