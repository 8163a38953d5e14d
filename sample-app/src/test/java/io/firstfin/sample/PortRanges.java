package io.firstfin.sample;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.IntStream;

/**
 * Ranges of ports that no other victim has at the time, be it of this test run or of another on the same
 * machine: the kernel's record is of all of them.
 */
public final class PortRanges {
    /** Below the range Linux gives to everybody else. */
    private static final int FIRST = 10_000;

    private static final int WIDTH = 1_000;
    private static final int PER_RUN = 11;
    private static final int RUNS = 2;
    /** Held for as long as this process lives: a channel that is collected gives up its lock. */
    private static FileChannel lock;

    private static final BlockingQueue<Namespace> FREE = new LinkedBlockingQueue<>(ranges(claim()));

    private PortRanges() {}

    /** To be given back: of those that are free it is the one whose last user is gone for longest. */
    public static Namespace take() throws InterruptedException {
        return FREE.take();
    }

    public static void giveBack(Namespace namespace) {
        FREE.add(namespace);
    }

    private static List<Namespace> ranges(int run) {
        return IntStream.range(run * PER_RUN, (run + 1) * PER_RUN)
                .map(range -> FIRST + range * WIDTH)
                .mapToObj(first -> new Namespace(first, first + WIDTH - 1))
                .toList();
    }

    private static int claim() {
        for (int run = 0; run < RUNS; run++) {
            Path file = Path.of(System.getProperty("java.io.tmpdir"), "firstfin-ports-" + run);
            try {
                lock = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                if (lock.tryLock() != null) {
                    return run;
                }
                lock.close();
            } catch (IOException e) {
                throw new IllegalStateException("cannot claim ports for the scenarios: " + file, e);
            }
        }
        throw new IllegalStateException(
                "more than " + RUNS + " runs of the scenarios at a time:" + " the kernel's record would mix them up");
    }
}
