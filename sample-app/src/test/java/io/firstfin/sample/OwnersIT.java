package io.firstfin.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.kernel.TcpState;
import io.firstfin.kernel.procfs.ProcfsSocketTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

    private static final String LINES = "io.firstfin.sample.ManyOwners.";
    private static final int MANY = 10_000;
    private static final int FEW = 2_000;
    /** All of them have to be in TIME_WAIT at once, which each is for 60 s. */
    private static final long AT_ONCE_MILLIS = 45_000;
    /** Looks in a row that find a FIN lost, before it is taken for lost and no longer for late. */
    private static final int LOOKS_AT_A_LOST_FIN = 10;

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
        Optional<String> obstacle = play(jdk, MANY);
        if (obstacle.isPresent()) {
            System.out.println("OwnersIT, " + jdk + ": " + FEW + " instead of " + MANY + ", for " + obstacle.get());
            assertThat(play(jdk, FEW)).as("what was in the way").isEmpty();
        }
    }

    /** Returns why not all of them came to be in TIME_WAIT at once; empty where they did. */
    private Optional<String> play(Jdk jdk, int ours) throws Exception {
        int others = ours * 3 / 10;
        RecordedEvent budget;
        String report;
        try (SmallJvm jvm = SmallJvm.startIn(
                PORTS.entryWithoutAssassins(), jdk, folder, ManyOwners.class, "" + ours, "" + others)) {
            if (!isInTime(jvm)) {
                return Optional.of("this machine was too slow to have those in TIME_WAIT at once");
            }
            Optional<RecordedEvent> full = awaitAll(jvm, ours + others);
            if (full.isEmpty()) {
                return Optional.of("the kernel lost a FIN, and keeps a socket in FIN_WAIT2");
            }
            budget = full.get();
            jvm.process().getOutputStream().close();
            jvm.awaitEnd();
            report = FirstFin.run(jdk, "report", jvm.recording().toString());
            everyLastWordIsRight(jdk, Verdicts.read(jvm.recording()).of("Close"), ours);
        }

        assertThat(budget.getInt("timeWaitOurs")).isEqualTo(ours);
        assertThat(budget.getInt("otherProcesses")).isEqualTo(others);
        assertThat(budget.getString("owners").lines())
                .hasSize(4)
                .anyMatch(line -> line.matches(ours / 2 + " TIME_WAIT .*closed by " + LINES + "orders:.*"))
                .anyMatch(line -> line.matches(others + " TIME_WAIT .*closed by " + LINES + "stock:.*"))
                .anyMatch(line -> line.matches(ours / 5 + " TIME_WAIT .*closed by " + LINES + "prices:.*"))
                .anyMatch(line -> line.matches(others + " .*of other processes"));
        String owners = report.substring(report.indexOf("Whose TIME_WAIT"));
        String text = owners.replaceAll("\\s+", " ");
        assertThat(text)
                .contains(String.format(
                        Locale.ROOT,
                        "The kernel showed %,d on this JVM's"
                                + " ports, %,d of them known as ours; sockets of other processes there: %,d",
                        ours + others,
                        ours,
                        others));
        isAbout(ours, text, "([\\d,]+) of ours by the closes");
        isAbout(ours / 2, owners, " *([\\d,]+) \\| +50 % .*orders.*");
        isAbout(others, owners, " *([\\d,]+) \\| +30 % .*stock.*");
        isAbout(ours / 5, owners, " *([\\d,]+) \\| +20 % .*prices.*");
        return Optional.empty();
    }

    /** On a slow machine the first of them are closed more than 60 s before the peak. */
    private static void isAbout(int expected, String text, String pattern) {
        Matcher found = Pattern.compile(pattern).matcher(text);
        assertThat(found.find()).as(pattern + " in " + text).isTrue();
        assertThat(Integer.parseInt(found.group(1).replace(",", ""))).isBetween(expected * 99 / 100, expected);
    }

    /**
     * The kernel showed a TIME_WAIT of ours for each close, as the budget says: each is LOCAL, by FIN,
     * and has its Close.
     */
    private static void everyLastWordIsRight(Jdk jdk, List<Reported> closes, int ours) {
        assertThat(closes).hasSize(ours);
        // one in a thousand, of those that come faster than the agent asks on a busy machine
        long most = ours / 1_000;
        long unknown =
                closes.stream().filter(close -> isUnknown(close, "closedFirst")).count();
        long timeWait =
                closes.stream().filter(close -> isUnknown(close, "timeWait")).count();
        System.out.println("owners, " + jdk + ": of " + closes.size() + " last words closedFirst is"
                + " SUPPOSED in " + closes.stream().filter(Reported::isSupposed).count()
                + ", UNKNOWN in " + unknown + ", timeWait UNKNOWN in " + timeWait);
        assertThat(unknown).as("closedFirst UNKNOWN").isLessThanOrEqualTo(most);
        assertThat(timeWait).as("timeWait UNKNOWN").isLessThanOrEqualTo(most);
        assertThat(closes).filteredOn(close -> !isUnknown(close, "closedFirst")).allSatisfy(close -> {
            assertThat(close.value("closedFirst")).isEqualTo("LOCAL");
            assertThat(close.value("ending")).isEqualTo("FIN");
        });
        assertThat(closes)
                .filteredOn(close -> !isUnknown(close, "timeWait"))
                .allSatisfy(close -> assertThat(close.value("timeWait")).isEqualTo("LOCAL"));
    }

    private static boolean isUnknown(Reported close, String name) {
        return close.value(name).equals("UNKNOWN");
    }

    private boolean isInTime(SmallJvm jvm) throws Exception {
        long deadline = System.nanoTime() + Patience.NANOS;
        while (!Files.readString(folder.resolve("stdout")).contains("DONE ")) {
            assertThat(System.nanoTime() - deadline)
                    .as("done: " + Files.readString(folder.resolve("stderr")))
                    .isNegative();
            assertThat(jvm.process().isAlive()).isTrue();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
        return Long.parseLong(jvm.said("TOOK")) < AT_ONCE_MILLIS;
    }

    /**
     * A budget is reported once a second: the second that has all of them, of both. At the first the last
     * close may be on its way to the agent. Empty where the kernel itself does not get there.
     */
    private Optional<RecordedEvent> awaitAll(SmallJvm jvm, int all) throws Exception {
        long deadline = System.nanoTime() + Patience.NANOS;
        Path soFar = folder.resolve("so-far.jfr");
        int lost = 0;
        while (System.nanoTime() - deadline < 0 && jvm.process().isAlive()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(300));
            Jcmd.run(jvm.process().pid(), "JFR.dump name=scenario filename=" + soFar);
            List<RecordedEvent> full = budgets(soFar).stream()
                    .filter(budget -> budget.getInt("timeWait") == all)
                    .toList();
            if (full.size() > 1) {
                return Optional.of(full.get(full.size() - 1));
            }
            lost = isAFinLost(jvm.process().pid()) ? lost + 1 : 0;
            if (lost == LOOKS_AT_A_LOST_FIN) {
                return Optional.empty();
            }
        }
        throw new AssertionError("never reported of all: " + Files.readString(folder.resolve("stderr"))
                + (Files.exists(soFar) ? whatIsMissing(jvm, soFar) : ""));
    }

    /**
     * Whether nobody is left who would still send a FIN, and a socket waits for one. On a busy machine the
     * kernel may lose the peer's FIN that comes while it makes the small successor of our socket
     * (tcp_rcv_state_process in net/ipv4/tcp_input.c says so), and the peer is gone after a reset.
     */
    private static boolean isAFinLost(long pid) throws Exception {
        Set<TcpState> states = EnumSet.noneOf(TcpState.class);
        new ProcfsSocketTable(Path.of("/proc/" + pid))
                .scan(EnumSet.allOf(TcpState.class), row -> states.add(row.state()));
        states.removeAll(Set.of(TcpState.LISTEN, TcpState.TIME_WAIT));
        return states.equals(Set.of(TcpState.FIN_WAIT2));
    }

    /** The budgets, the connections that left no TIME_WAIT, and what the kernel counted. */
    private static String whatIsMissing(SmallJvm jvm, Path soFar) throws Exception {
        List<Reported> closes = Verdicts.read(soFar).of("Close");
        return budgets(soFar) + "\n" + closes.size() + " closes, of them without"
                + " TIME_WAIT "
                + closes.stream()
                        .filter(close -> !close.value("timeWait").equals("LOCAL")
                                || !close.value("ending").equals("FIN"))
                        .toList()
                + "\n" + Files.readString(Path.of("/proc/" + jvm.process().pid() + "/net/snmp"))
                + Files.readString(Path.of("/proc/" + jvm.process().pid() + "/net/netstat"));
    }

    private static List<RecordedEvent> budgets(Path recording) throws Exception {
        return RecordingFile.readAllEvents(recording).stream()
                .filter(event -> event.getEventType().getName().equals("firstfin.PortBudget"))
                .filter(event -> event.getString("side").equals("CLIENT"))
                .toList();
    }
}
