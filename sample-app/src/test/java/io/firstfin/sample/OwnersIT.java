package io.firstfin.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each of 10,000 TIME_WAIT is charged to the line that closed first, and to nobody else. */
class OwnersIT {
    /** Apart from those of all others: see WhatIfIT and PortRanges. */
    private static final Namespace PORTS = new Namespace(50_000, 64_999);
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(180);
    /** One in a thousand, of those that come faster than the agent asks the kernel on a busy machine. */
    private static final int UNKNOWN_AT_MOST = ManyOwners.OURS / 1_000;
    private static final String MANY = "io.firstfin.sample.ManyOwners.";

    @TempDir
    Path folder;

    static Stream<Jdk> jdks() {
        return Jdks.all().stream();
    }

    @BeforeAll
    static void namespaces_are_possible() {
        Namespace.skipWithout(OwnersIT.class);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("jdks")
    void of_three_lines_and_another_process_each_has_its_own(Jdk jdk) throws Exception {
        RecordedEvent budget;
        String report;
        try (SmallJvm jvm = SmallJvm.startIn(PORTS.entryWithoutAssassins(), jdk, folder,
                ManyOwners.class)) {
            budget = awaitAll(jvm);
            jvm.process().getOutputStream().close();
            jvm.awaitEnd(120);
            report = FirstFin.run(jdk, "report", jvm.recording().toString());
            everyLastWordIsRight(jdk, Verdicts.read(jvm.recording()).of("Close"));
        }

        assertThat(budget.getInt("timeWaitOurs")).isEqualTo(ManyOwners.OURS);
        assertThat(budget.getInt("otherProcesses")).isEqualTo(ManyOwners.OTHERS);
        assertThat(budget.getString("owners").lines()).hasSize(4)
                .anyMatch(line -> line.matches("5000 TIME_WAIT .*closed by " + MANY + "orders:.*"))
                .anyMatch(line -> line.matches("3000 TIME_WAIT .*closed by " + MANY + "stock:.*"))
                .anyMatch(line -> line.matches("2000 TIME_WAIT .*closed by " + MANY + "prices:.*"))
                .anyMatch(line -> line.matches("3000 .*of other processes"));
        String owners = report.substring(report.indexOf("Whose TIME_WAIT"));
        // on a slow machine the first of them are closed more than 60 s before the peak
        assertThat(owners.replaceAll("\\s+", " ")).containsPattern(
                "(10,000|9,9\\d\\d) of ours by the closes").contains("The kernel showed 13,000 on this JVM's ports, 10,000 of them known as ours;"
                        + " sockets of other processes there: 3,000");
        assertThat(owners.lines()).anyMatch(line -> line.matches(" *(5,000|4,9\\d\\d) \\| +50 % .*orders.*"))
                .anyMatch(line -> line.matches(" *(3,000|2,9\\d\\d) \\| +30 % .*stock.*"))
                .anyMatch(line -> line.matches(" *(2,000|1,9\\d\\d) \\| +20 % .*prices.*"));
    }

    /**
     * The kernel showed a TIME_WAIT of ours for each close, as the budget says: each is LOCAL, by FIN,
     * and has its Close.
     */
    private static void everyLastWordIsRight(Jdk jdk, List<Told> closes) {
        assertThat(closes).hasSize(ManyOwners.OURS);
        long unknown = closes.stream().filter(close -> isUnknown(close, "closedFirst")).count();
        long timeWait = closes.stream().filter(close -> isUnknown(close, "timeWait")).count();
        System.out.println("owners, " + jdk + ": of " + closes.size() + " last words closedFirst is"
                + " SUPPOSED in " + closes.stream().filter(Told::isSupposed).count()
                + ", UNKNOWN in " + unknown + ", timeWait UNKNOWN in " + timeWait);
        assertThat(unknown).as("closedFirst UNKNOWN").isLessThanOrEqualTo(UNKNOWN_AT_MOST);
        assertThat(timeWait).as("timeWait UNKNOWN").isLessThanOrEqualTo(UNKNOWN_AT_MOST);
        assertThat(closes).filteredOn(close -> !isUnknown(close, "closedFirst"))
                .allSatisfy(close -> {
                    assertThat(close.value("closedFirst")).isEqualTo("LOCAL");
                    assertThat(close.value("ending")).isEqualTo("FIN");
                });
        assertThat(closes).filteredOn(close -> !isUnknown(close, "timeWait"))
                .allSatisfy(close -> assertThat(close.value("timeWait")).isEqualTo("LOCAL"));
    }

    private static boolean isUnknown(Told close, String name) {
        return close.value(name).equals("UNKNOWN");
    }

    /**
     * A budget is told once a second: the second that has all of them, of both. At the first the last
     * close may be on its way to the agent.
     */
    private RecordedEvent awaitAll(SmallJvm jvm) throws Exception {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        Path soFar = folder.resolve("so-far.jfr");
        while (System.nanoTime() - deadline < 0 && jvm.process().isAlive()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(300));
            if (Files.readString(folder.resolve("stdout")).contains("DONE ")) {
                Jcmd.run(jvm.process().pid(), "JFR.dump name=lesson filename=" + soFar);
                List<RecordedEvent> full = budgets(soFar).stream()
                        .filter(budget -> budget.getInt("timeWait")
                                == ManyOwners.OURS + ManyOwners.OTHERS).toList();
                if (full.size() > 1) {
                    return full.get(full.size() - 1);
                }
            }
        }
        throw new AssertionError("never told of all: "
                + Files.readString(folder.resolve("stderr")) + (Files.exists(soFar)
                        ? whatIsMissing(jvm, soFar) : ""));
    }

    /** The budgets, the connections that left no TIME_WAIT, and what the kernel counted. */
    private static String whatIsMissing(SmallJvm jvm, Path soFar) throws Exception {
        List<Told> closes = Verdicts.read(soFar).of("Close");
        return budgets(soFar) + "\n" + closes.size() + " closes, of them without"
                + " TIME_WAIT " + closes.stream()
                        .filter(close -> !close.value("timeWait").equals("LOCAL")
                                || !close.value("ending").equals("FIN")).toList()
                + "\n" + Files.readString(Path.of("/proc/" + jvm.process().pid() + "/net/snmp"))
                + Files.readString(Path.of("/proc/" + jvm.process().pid() + "/net/netstat"));
    }

    private static List<RecordedEvent> budgets(Path recording) throws Exception {
        return RecordingFile.readAllEvents(recording).stream()
                .filter(event -> event.getEventType().getName().equals("firstfin.PortBudget"))
                .filter(event -> event.getString("side").equals("CLIENT")).toList();
    }
}
