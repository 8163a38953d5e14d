package io.firstfin.sample;

import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every lesson, through every API, on every JDK, with the agent coming one way or the other in turn. */
@Execution(ExecutionMode.CONCURRENT)
class LessonsIT {
    private static final ReasonsDocument CLIENTS = new ReasonsDocument();
    private static final Series SERIES = new Series(Lesson.inTurn());

    @BeforeAll
    static void sayWhetherTheKernelWasAsked() {
        Oracle.unavailableBecause().ifPresent(why -> System.out.println("the lessons ran without the oracle: " + why));
    }

    @AfterAll
    static void the_reasons_of_http_clients_are_as_documented() throws Exception {
        CLIENTS.check();
    }

    @AfterAll
    static void sayWhatWasNotProven() {
        System.out.println("all lessons: " + Checks.LESSONS);
    }

    static Stream<Lesson> lessons() {
        return Lesson.inTurn();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lessons")
    void firstfin_tells_what_happened_and_harms_nothing(Lesson lesson) throws Exception {
        Played played = SERIES.play(lesson);
        try {
            Checks.everything(played);
        } catch (AssertionError failed) {
            System.out.println(lesson + " is played again, by itself: " + mayBePlayedAgain(played, failed) + ", and "
                    + failed.getMessage());
            played = Play.play(lesson);
            Checks.everything(played);
        }
        CLIENTS.add(played);
    }

    /**
     * Returns why the machine may be to blame; what fails twice is a fault.
     *
     * @throws AssertionError the failure itself, where only FirstFin can be to blame
     */
    private static String mayBePlayedAgain(Played played, AssertionError failed) {
        if (Checks.lostByTheKernel(played) && !LastWords.isAnyWrong(played)) {
            return "by the kernel's own count " + played.lostTimeWaits()
                    + " of its TIME_WAITs were gone before their time";
        }
        if (LastWords.isOnlyUnknown(played)) {
            return "nothing was told wrong, but UNKNOWN, as where our thread comes late";
        }
        throw failed;
    }
}
