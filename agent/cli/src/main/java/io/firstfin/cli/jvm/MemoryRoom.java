package io.firstfin.cli.jvm;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a JVM has left of the memory that tracing takes: without it, it is the application that meets an
 * OutOfMemoryError.
 *
 * @param metaspace bytes up to the limit that the JVM has not committed. The limit counts committed bytes: a
 *     class loader keeps the part it was given, used or not. {@link Long#MAX_VALUE} without a limit, or where
 *     the JVM does not report one
 * @param classSpace the part of it for classes alone, with a limit of its own
 * @param heap what no object holds, dead ones counted as living
 */
public record MemoryRoom(long metaspace, long classSpace, long heap) {
    private static final long MB = 1024 * 1024;
    private static final String SIZE = "([\\d.]+) (bytes|KB|MB|GB)";
    private static final String RESERVED = "[\\d.]+ \\w+ reserved,\\s+";
    private static final Pattern COMMITTED = Pattern.compile("(?:Both|Virtual space):\\s+" + RESERVED + SIZE);
    private static final Pattern CLASSES_COMMITTED = Pattern.compile("Class space:\\s+" + RESERVED + SIZE);
    private static final Pattern LIMIT = Pattern.compile("MaxMetaspaceSize: " + SIZE);
    private static final Pattern CLASSES_LIMIT = Pattern.compile("CompressedClassSpaceSize: " + SIZE);
    private static final Pattern HEAP_LIMIT = Pattern.compile("-XX:MaxHeapSize=(\\d+)");
    private static final Pattern HEAP_USED = Pattern.compile("(?:used (\\d+)|[ ,](\\d+)(?=[KMG] used))([KMG])");

    /**
     * What is to be there, from what tracing was measured to take with room for the JVM's own
     * granularity: 11 MB of metaspace, 1.6 of it for classes, and 7 MB of heap.
     */
    private enum Need {
        TO_ATTACH(14 * MB, 3 * MB, 8 * MB),
        TO_RECORD(5 * MB, MB, 4 * MB);

        private final long metaspace;
        private final long classSpace;
        private final long heap;

        Need(long metaspace, long classSpace, long heap) {
            this.metaspace = metaspace;
            this.classSpace = classSpace;
            this.heap = heap;
        }
    }

    /** From the answers to {@code VM.metaspace basic}, {@code GC.heap_info} and {@code VM.flags}. */
    public static MemoryRoom of(String metaspace, String heapInfo, String flags) {
        return new MemoryRoom(
                left(size(LIMIT, metaspace), size(COMMITTED, metaspace)),
                left(size(CLASSES_LIMIT, metaspace), size(CLASSES_COMMITTED, metaspace)),
                left(heapLimit(flags), heapUsed(heapInfo)));
    }

    /** Whether less than 1 MB of metaspace is left: the JDK may then fail to call an agent at all. */
    public boolean metaspaceIsUsedUp() {
        return metaspace < MB;
    }

    /**
     * Why it must not be traced, and what to do; empty where there is room.
     *
     * @param attached the agent is there already, so that less is needed
     */
    public Optional<String> refusal(boolean attached) {
        Need need = attached ? Need.TO_RECORD : Need.TO_ATTACH;
        return Stream.of(
                        line(metaspace, need.metaspace, "metaspace", "-XX:MaxMetaspaceSize"),
                        line(classSpace, need.classSpace, "class space", "-XX:CompressedClassSpaceSize"),
                        line(heap, need.heap, "heap", "-Xmx, or have it collected first (jcmd GC.run)"))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> line(long left, long need, String what, String remedy) {
        return left >= need
                ? Optional.empty()
                : Optional.of(String.format(
                        "it has only %.1f MB of %s left, and tracing it takes up to %d MB, without which the"
                                + " application would meet an OutOfMemoryError: give it more with %s",
                        Math.max(0, left) / (double) MB, what, need / MB, remedy));
    }

    private static long left(OptionalLong limit, OptionalLong used) {
        return limit.isPresent() && used.isPresent() ? limit.getAsLong() - used.getAsLong() : Long.MAX_VALUE;
    }

    private static OptionalLong size(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        if (!found.find()) {
            return OptionalLong.empty();
        }
        int power = List.of("bytes", "KB", "MB", "GB").indexOf(found.group(2));
        return OptionalLong.of((long) (Double.parseDouble(found.group(1)) * (1L << 10 * power)));
    }

    private static OptionalLong heapLimit(String flags) {
        Matcher found = HEAP_LIMIT.matcher(flags);
        return found.find() ? OptionalLong.of(Long.parseLong(found.group(1))) : OptionalLong.empty();
    }

    /** Each collector words it in its own way; all name what is used of each generation, or of all. */
    private static OptionalLong heapUsed(String heapInfo) {
        List<Long> parts = heapInfo.lines()
                .filter(line -> !line.contains("Metaspace") && !line.contains("class space"))
                .flatMap(line -> HEAP_USED.matcher(line).results())
                .map(found -> {
                    String number = found.group(1) != null ? found.group(1) : found.group(2);
                    return Long.parseLong(number) << 10 * ("KMG".indexOf(found.group(3)) + 1);
                })
                .toList();
        return parts.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(parts.stream().mapToLong(Long::longValue).sum());
    }
}
