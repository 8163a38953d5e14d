package io.firstfin.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import jdk.jfr.consumer.RecordedEvent;
import org.assertj.core.api.SoftAssertions;

/** What must hold of every scenario that was played. */
final class Checks {
    /** What was counted in all scenarios so far. */
    static final Counts SCENARIOS = new Counts();

    private static final int SERVERS = 23;
    private static final List<String> OPENED = List.of("Connect", "Accept");

    private Checks() {}

    /** All of them, and every failure of all of them in one report. */
    static void everything(Played played) {
        SoftAssertions softly = new SoftAssertions();
        softly.check(() -> didNoHarm(played));
        softly.check(() -> noErrorSuppressed(played));
        reportedAsExpected(played, softly);
        agreesWithTheKernel(played, softly);
        softly.assertAll();
    }

    /** Each EXPECT line has its events, as many as it says, and they hold what it says. */
    private static void reportedAsExpected(Played played, SoftAssertions softly) {
        for (Expectation expected : played.expectations()) {
            switch (expected.event()) {
                case "NoClose" ->
                    softly.assertThat(about(played, "Close", expected))
                            .as("closes, where none may be: " + expected)
                            .isEmpty();
                case "Nothing" ->
                    softly.assertThat(played.verdicts().all())
                            .as("events without any TCP connection")
                            .isEmpty();
                case "CloseWait" ->
                    softly.assertThat(about(played, "CloseWait", expected))
                            .as("waits for our close: " + expected)
                            .isNotEmpty();
                case "Unaccepted" -> {}
                default -> reportedAsExpected(played, expected, softly);
            }
        }
    }

    private static void reportedAsExpected(Played played, Expectation expected, SoftAssertions softly) {
        List<Reported> reported = about(played, expected.event(), expected);
        softly.assertThat(reported).as("events for " + expected).hasSize(expected.count());
        for (Reported one : reported) {
            Map<String, String> actual = new TreeMap<>();
            expected.values().keySet().forEach(name -> actual.put(name, one.value(name)));
            softly.assertThat(actual).as("reported by " + one).isEqualTo(new TreeMap<>(expected.values()));
        }
    }

    /** Every endpoint the kernel saw was reported as opened once, as closed once, and judged right. */
    private static void agreesWithTheKernel(Played played, SoftAssertions softly) {
        boolean adopted = played.scenario().options().contains("--open-before");
        LastWords words = new LastWords(played, softly);
        for (Life life : played.lives()) {
            boolean accepted =
                    played.expectations().stream().noneMatch(e -> e.event().equals("Unaccepted") && isAbout(e, life));
            boolean closed = life.over()
                    && accepted
                    && played.expectations().stream().noneMatch(e -> e.event().equals("NoClose") && isAbout(e, life));
            List<Reported> opens = OPENED.stream()
                    .flatMap(type -> played.reported(type, life).stream())
                    .toList();
            List<Reported> closes = played.reported("Close", life);
            if (closes.isEmpty() && isResetBeforeAccept(played, life)) {
                softly.assertThat(opens).as("opened and never closed: " + life).isEmpty();
                continue;
            }
            softly.assertThat(opens).as("opened: " + life).hasSize(accepted && !adopted ? 1 : 0);
            softly.assertThat(closes).as("closed: " + life).hasSize(closed ? 1 : 0);
            closes.forEach(close -> words.judge(life, close));
        }
        reportedOnce(played, softly);
        Tolerance.of(played.scenario()).holds(words.count(), softly);
        SCENARIOS.add(played.scenario(), words.count());
        lostNoMoreThanTheKernel(played, words, softly);
    }

    /**
     * Tomcat wakes its acceptor by connections that it resets at once, and may close its server socket before
     * one of them is accepted; and a client that sends more than its server wants is reset in the middle of
     * its close: whether anything can be reported of these is a matter of microseconds. What a scenario with
     * servers is about, it names.
     */
    static boolean isBeside(Played played, Life life) {
        return played.scenario().number() == SERVERS
                && played.expectations().stream().noneMatch(e -> isAbout(e, life));
    }

    /** It waited in the queue of a server socket that was closed; nobody but the kernel knew of it. */
    private static boolean isResetBeforeAccept(Played played, Life life) {
        return isBeside(played, life)
                && !life.connected()
                && !life.sentFin()
                && life.truth().resetReceived();
    }

    /** What the end of the JVM closed is reported in addition, and of no connection that was closed. */
    private static void reportedOnce(Played played, SoftAssertions softly) {
        Set<String> closed =
                played.verdicts().of("Close").stream().map(Reported::connection).collect(Collectors.toSet());
        softly.assertThat(played.verdicts().atExit())
                .as("closed by the end of the JVM")
                .noneMatch(close -> closed.contains(close.connection()));
    }

    /**
     * On a busy machine an acknowledgement may be so late that a FIN is sent again, to an end that is
     * gone: the reset that answers ends a TIME_WAIT (RFC 1337), and with it what a scenario is to show.
     */
    static boolean lostByTheKernel(Played played) {
        return !LastWords.isRace(played)
                && played.lostTimeWaits() > 0
                && played.lives().stream().noneMatch(played::isUsedAgain);
    }

    private static void lostNoMoreThanTheKernel(Played played, LastWords words, SoftAssertions softly) {
        long lost = played.verdicts().of("Close").stream()
                .filter(words::isLost)
                .map(close -> Set.of(close.local(), close.remote()))
                .distinct()
                .count();
        softly.assertThat(lost)
                .as("connections without TIME_WAIT, of those lost by the kernel")
                .isLessThanOrEqualTo(played.lostTimeWaits());
    }

    /** The agent kept no error from the application, and reported enough of itself to know that. */
    private static void noErrorSuppressed(Played played) {
        List<RecordedEvent> statuses = played.verdicts().statuses();
        assertThat(statuses).as("the agent's accounts of itself").isNotEmpty();
        RecordedEvent last = statuses.get(statuses.size() - 1);
        assertThat(last.getLong("suppressedErrors"))
                .as(last.getString("lastError"))
                .isZero();
        assertThat(last.getLong("dropped")).as("dropped").isZero();
    }

    /** The victim did and printed what it does without the agent. */
    private static void didNoHarm(Played played) {
        Played byItself = Play.byItself(played.scenario());
        assertThat(played.exit()).isEqualTo(byItself.exit());
        assertThat(played.shape()).isEqualTo(byItself.shape());
        assertThat(played.stderr().stream()
                        .filter(line -> !isSaidByOthers(line))
                        .toList())
                .isEqualTo(byItself.stderr().stream()
                        .filter(line -> !isSaidByOthers(line))
                        .toList());
    }

    static Optional<String> timeWait(Played played, Life life) {
        return played.peer(life).map(life::timeWait);
    }

    /**
     * Whether it is the JDK or a library that says this, with FirstFin or without it: JDK 21 and later
     * announce every agent that comes by attach, JDK 24 and later every library that uses sun.misc.Unsafe.
     */
    static boolean isSaidByOthers(String line) {
        return line.startsWith("WARNING: A terminally deprecated method in sun.misc.Unsafe")
                || line.startsWith("WARNING: sun.misc.Unsafe::")
                || line.startsWith("WARNING: Please consider reporting this to the maintainers")
                || line.startsWith("WARNING: A Java agent has been loaded dynamically")
                || line.startsWith("WARNING: If a serviceability tool is")
                || line.startsWith("WARNING: Dynamic loading of agents will be disallowed")
                || isOfNativeTransports(line)
                || isOfReactorsPool(line);
    }

    /** Where two threads of that pool count at the same moment, with us or without. */
    private static boolean isOfReactorsPool(String line) {
        return line.equals("unexpected decrement below 0") || line.equals("unexpected increment from below 0");
    }

    /** JDK 24 and later announce who loads native code; and Netty draws a machine's number by chance. */
    private static boolean isOfNativeTransports(String line) {
        return line.isEmpty()
                || line.contains("io.netty.util.internal.MacAddressUtil")
                || line.startsWith("WARNING: Failed to find a usable hardware address")
                || line.startsWith("WARNING: A restricted method in java.lang.System")
                || line.startsWith("WARNING: java.lang.System::loadLibrary")
                || line.startsWith("WARNING: Use --enable-native-access")
                || line.startsWith("WARNING: Restricted methods will be blocked");
    }

    static boolean isAbout(Expectation expected, Life life) {
        return (expected.local() == null || expected.local().equals(life.local()))
                && (expected.remote() == null || expected.remote().equals(life.remote()));
    }

    private static List<Reported> about(Played played, String type, Expectation expected) {
        return played.verdicts().of(type).stream().filter(expected::isAbout).toList();
    }
}
