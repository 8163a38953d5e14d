package io.firstfin.kernel.disk;

/**
 * How much room a recording needs, in bytes. A JVM whose JFR cannot write is ended by its JFR, so
 * these are on the safe side of what was measured on JDK 17 and 25:
 * <ul>
 * <li>JFR dies of the first write that fails, be it the once-a-second flush, the end of a chunk or
 *     the start of the next;
 * <li>a chunk of nominally 12 MB grows to 12.9 MB at 2 MB/s of events, to 13.6 MB at 8 MB/s;
 * <li>between two flushes JFR holds up to 10 MB in memory, which any end of a recording writes;
 * <li>a maximum size drops whole finished chunks, so the one being written comes on top of it.
 * </ul>
 */
public final class RecordingRoom {
    private static final long MB = 1 << 20;

    /** What stays free: twice what JFR can have in memory to write, and as much for others. */
    public static final long RESERVE = 32 * MB;

    /** Less than this and nothing is started. */
    public static final long TO_START = RESERVE + 16 * MB;

    /** The largest recording: a container may have a limit on its disk that no call tells of. */
    public static final long LARGEST = 256 * MB;

    /** No chunk gets larger than this. */
    public static final long CHUNK = 24 * MB;

    private static final long SMALLEST = 16 * MB;

    private RecordingRoom() {}

    /**
     * The maximum size to give a recording.
     *
     * @param free on the file system that JFR writes to
     * @param copiedThere whether the recording is written out to the same file system at the end
     */
    public static long bound(long free, boolean copiedThere) {
        return bound(free, copiedThere, LARGEST);
    }

    /**
     * The maximum size to give a recording that somebody wants as large as that.
     *
     * @param wanted in bytes, as the others are
     */
    public static long bound(long free, boolean copiedThere, long wanted) {
        long room = free - RESERVE;
        long fits = (copiedThere ? room / 2 : room) - CHUNK;
        return Math.min(wanted, Math.max(SMALLEST, fits));
    }

    /**
     * Whether a recording has to end now, so that the reserve is still there afterwards.
     *
     * @param recorded what JFR holds of it
     */
    public static boolean exhausted(long free, long recorded, boolean copiedThere) {
        return free - (copiedThere ? recorded : 0) < RESERVE;
    }

    /** In whole megabytes, rounded down, for people. */
    public static String text(long bytes) {
        return bytes / MB + " MB";
    }
}
