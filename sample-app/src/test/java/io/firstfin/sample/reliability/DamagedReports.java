package io.firstfin.sample.reliability;

import io.firstfin.sample.ShippedCommandLine;
import io.firstfin.sample.ShippedCommandLine.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Damages a recording again and again and has each one reported in every form, in one JVM. Says {@code FAULT}
 * for what may not be, and in the end {@code DONE}; a recording at fault is left in a folder.
 */
final class DamagedReports {
    /** Some hundred times what a report of such a recording takes. */
    private static final long MOST_SECONDS = 60;

    private static final int LONGEST_LINE = 1_000;

    private final ShippedCommandLine firstfin = new ShippedCommandLine();
    private final byte[] whole;
    private final Path faults;
    private final Path folder;
    private final Map<String, Integer> ends = new TreeMap<>();

    private DamagedReports(Path recording, Path folder, Path faults) throws Exception {
        this.whole = Files.readAllBytes(recording);
        this.folder = folder;
        this.faults = faults;
    }

    /** A recording, the first seed, how many, a folder to work in, a folder for those at fault. */
    public static void main(String[] args) throws Exception {
        DamagedReports reports = new DamagedReports(Path.of(args[0]), Path.of(args[3]), Path.of(args[4]));
        ExecutorService reader = Executors.newSingleThreadExecutor(work -> {
            Thread thread = new Thread(work, "reader");
            thread.setDaemon(true);
            return thread;
        });
        long first = Long.parseLong(args[1]);
        long longest = 0;
        for (long seed = first; seed < first + Long.parseLong(args[2]); seed++) {
            long begin = System.nanoTime();
            reports.limited(reader, seed);
            longest = Math.max(longest, System.nanoTime() - begin);
        }
        System.out.println(
                "DONE " + reports.ends + ", the longest took " + TimeUnit.NANOSECONDS.toMillis(longest) + " ms");
    }

    private void limited(ExecutorService reader, long seed) throws Exception {
        byte[] damaged = Damage.damaged(whole, seed);
        Thread[] thread = new Thread[1];
        Future<String> report = reader.submit(() -> {
            thread[0] = Thread.currentThread();
            return fault(damaged, seed);
        });
        try {
            String fault = report.get(MOST_SECONDS, TimeUnit.SECONDS);
            if (!fault.isEmpty()) {
                fault(damaged, seed, fault);
            }
        } catch (TimeoutException e) {
            fault(damaged, seed, "hangs in " + List.of(thread[0].getStackTrace()));
            Runtime.getRuntime().halt(3);
        } catch (ExecutionException e) {
            fault(damaged, seed, "cannot be tried: " + e.getCause());
        }
    }

    private void fault(byte[] damaged, long seed, String fault) throws Exception {
        Path left = faults.resolve("damaged-" + seed + "-" + Damage.way(seed) + ".jfr");
        Files.write(left, damaged);
        System.out.println("FAULT " + left + ": " + fault.replaceAll("\\R", " | "));
    }

    /** Every renderer sees the recording; what goes to stdout takes turns. */
    private String fault(byte[] damaged, long seed) throws Exception {
        String file = Files.write(folder.resolve("damaged.jfr"), damaged).toString();
        boolean turn = seed / Damage.values().length % 2 == 0;
        Path html = folder.resolve("damaged.html");
        Path json = folder.resolve("damaged.json");
        Files.deleteIfExists(html);
        Files.deleteIfExists(json);
        Ended report = turn
                ? firstfin.run("report", file, "--html", html.toString(), "--json", "-")
                : firstfin.run("report", file, "--html", html.toString(), "--json", json.toString());
        Ended closes =
                turn ? firstfin.run("report", file, "--closes", "--csv") : firstfin.run("report", file, "--closes");
        ends.merge(Damage.way(seed) + (report.code() == 0 ? " reported" : " refused"), 1, Integer::sum);
        String fault = fault("report", report) + fault("--closes", closes);
        if (report.code() == 0) {
            fault += Files.exists(html) && Files.readString(html).strip().endsWith("</html>") ? "" : "no whole HTML; ";
            String text = turn ? report.out() : Files.readString(json);
            fault += text.startsWith("{") && text.strip().endsWith("}") ? "" : "no whole JSON; ";
        } else {
            fault += Files.exists(html) ? "HTML though it was refused; " : "";
        }
        return fault;
    }

    private static String fault(String what, Ended ended) {
        if (ended.code() == 0) {
            return ended.out().isBlank() || !ended.err().isEmpty() ? what + " printed \"" + ended.err() + "\"; " : "";
        }
        boolean oneLine = ended.code() == 1
                && ended.out().isEmpty()
                && ended.err().startsWith("firstfin: ")
                && ended.err().indexOf('\n') == ended.err().length() - 1
                && ended.err().length() < LONGEST_LINE
                && !ended.err().contains("please report it")
                && ended.err().strip().chars().noneMatch(Character::isISOControl);
        return oneLine ? "" : what + " ended with " + ended.code() + " and \"" + ended.err() + "\"; ";
    }
}
