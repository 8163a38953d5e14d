package io.firstfin.benchmark.work;

import com.sun.tools.attach.VirtualMachine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Attaches the agent to its own JVM, and reports how long that takes, the longest safepoint meanwhile, and the longest
 * time in which a thread that only reads the clock did not run. The last one includes what other processes took of the
 * machine: the same thread's longest gap before the attach shows how much that may be.
 */
public final class Attach {

    private static final Pattern SAFEPOINT = Pattern.compile("Total: +(\\d+) ns");

    private final AtomicLong longestGap = new AtomicLong();

    private Attach() {}

    /** Further arguments: firstfin.jar, and the file of {@code -Xlog:safepoint}. */
    public static void main(String[] args) throws Exception {
        new Attach().measure(Long.parseLong(args[0]), args[1], Path.of(args[2]));
    }

    private void measure(long millis, String jar, Path safepoints) throws Exception {
        Thread clock = new Thread(this::readClock, "clock");
        clock.setDaemon(true);
        clock.start();
        Thread.sleep(millis);
        longestGap.set(0);
        Thread.sleep(500);
        Figure.print("gapBefore", longestGap.getAndSet(0));
        int before = Files.readAllLines(safepoints).size();
        String self = Long.toString(ProcessHandle.current().pid());
        long begin = System.nanoTime();
        VirtualMachine machine = VirtualMachine.attach(self);
        machine.loadAgent(jar);
        Figure.print("attach", System.nanoTime() - begin);
        Figure.print("gap", longestGap.get());
        machine.detach();
        Figure.print("safepoint", longest(Files.readAllLines(safepoints), before));
    }

    private void readClock() {
        long last = System.nanoTime();
        while (true) {
            long now = System.nanoTime();
            long gap = now - last;
            if (gap > 50_000) {
                longestGap.accumulateAndGet(gap, Math::max);
            }
            last = now;
        }
    }

    private static long longest(List<String> lines, int skipped) {
        long longest = 0;
        for (String line : lines.subList(skipped, lines.size())) {
            Matcher total = SAFEPOINT.matcher(line);
            if (total.find()) {
                longest = Math.max(longest, Long.parseLong(total.group(1)));
            }
        }
        return longest;
    }
}
