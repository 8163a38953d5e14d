package io.firstfin.kernel.syscall;

import java.lang.invoke.MethodHandles;
import java.util.function.Consumer;

/** Finds the road to libc that this JVM allows. */
public final class NativeAccess {
    private static final int FOREIGN_SINCE = 22;

    private NativeAccess() {}

    /**
     * Opens the system calls; null when this is not a 64-bit Linux or no native call can be made.
     * Never throws.
     *
     * @param restricted through which the restricted methods of {@code java.lang.foreign} are found
     */
    public static SystemCalls open(MethodHandles.Lookup restricted) {
        return open(restricted, why -> {});
    }

    /** @param why told the reason, in a few words, when there are no system calls */
    public static SystemCalls open(MethodHandles.Lookup restricted, Consumer<String> why) {
        if (!isLinux64()) {
            why.accept("this is not a 64-bit Linux");
            return null;
        }
        try {
            return Runtime.version().feature() >= FOREIGN_SINCE
                    ? ForeignSystemCalls.open(restricted)
                    : JnaSystemCalls.open();
        } catch (Throwable e) {
            // Native access denied, a read-only or noexec temp directory, a foreign libc: whatever
            // it is, the kernel can still be read as text.
            why.accept("no native access: " + rootOf(e));
            return null;
        }
    }

    private static String rootOf(Throwable error) {
        Throwable root = error;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }

    // Pointers, size_t and struct timeval are laid out here for LP64 only.
    private static boolean isLinux64() {
        String arch = System.getProperty("os.arch", "");
        return "Linux".equals(System.getProperty("os.name")) && (arch.contains("64") || arch.equals("s390x"));
    }
}
