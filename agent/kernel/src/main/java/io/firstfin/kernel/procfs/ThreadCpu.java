package io.firstfin.kernel.procfs;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * CPU time of the current thread as the scheduler counts it.
 * The kernel counts a thread that runs at each tick, up to 10 ms late; once it has slept, exactly.
 */
public final class ThreadCpu {

    /** There is no telling: no {@code /proc}, or a kernel without scheduler statistics. */
    public static final long UNKNOWN = -1;

    private static final String FILE = "/proc/thread-self/schedstat";
    private static final int LONGEST = 64;

    private ThreadCpu() {}

    /** In nanoseconds since the thread began; {@link #UNKNOWN} where nobody counts. */
    public static long nanos() {
        byte[] text = new byte[LONGEST];
        try (InputStream file = new FileInputStream(FILE)) {
            return firstNumber(text, file.read(text));
        } catch (IOException | RuntimeException notCounted) {
            return UNKNOWN;
        }
    }

    private static long firstNumber(byte[] text, int length) {
        long number = 0;
        int digits = 0;
        while (digits < length && text[digits] >= '0' && text[digits] <= '9') {
            number = number * 10 + text[digits] - '0';
            digits++;
        }
        return digits == 0 ? UNKNOWN : number;
    }
}
