package io.firstfin.benchmark.work;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.EnumMap;
import java.util.Map;

/** The bytes that each kind of Java threads has allocated; only threads that are alive count. */
final class Allocation {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final long[] ids = THREADS.getAllThreadIds();
    private final ThreadInfo[] names = THREADS.getThreadInfo(ids);
    private final long[] before = THREADS.getThreadAllocatedBytes(ids);

    /** Prints what the threads that were alive when this object was made have allocated since. */
    void printSince(String prefix, long units) {
        long[] now = THREADS.getThreadAllocatedBytes(ids);
        Map<ThreadKind, Long> bytes = new EnumMap<>(ThreadKind.class);
        for (int i = 0; i < ids.length; i++) {
            if (names[i] != null && now[i] >= 0) {
                bytes.merge(ThreadKind.of(names[i].getThreadName()), now[i] - before[i], Long::sum);
            }
        }
        bytes.forEach((kind, count) -> Figure.print(prefix + "bytes." + kind, count, units));
    }
}
