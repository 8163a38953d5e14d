package io.firstfin.sample;

import io.firstfin.sample.LastWords.Count;
import java.util.Arrays;
import org.assertj.core.api.SoftAssertions;

/**
 * How many last words of a scenario may be unknown or a wrong supposition, of all its closes, and why.
 * A scenario that is not listed here may have none.
 */
enum Tolerance {
    /** Of 300 closes. */
    BOTH_AT_ONCE(3, 15, 15, 1, "the reset that a crossing segment meets ends it before a look can"),
    /**
     * Of 5,000 closes: 10 %, 0.1 %. Only what stands in the kernel's table tells of TIME_WAIT and ending, and there
     * the next connection may stand by then: on a slow machine that is so of any number. Who was first is unknown
     * only where our thread's look and the kernel's notice both come later than the next connection: 0 to 15 closes
     * on a quiet machine, just after attach, while the code of the looks is interpreted; 138 on a busy one.
     */
    PORTS_USED_AGAIN(20, 500, 5_000, 5, "another connection has the ports before a look can come"),
    /** Of the few closes beside those that the scenario is about: see {@link Checks#isBeside}. */
    BESIDE_SERVERS(23, 4, 4, 0, "Tomcat resets what wakes its acceptor, and clients in mid-request"),
    /** Of one close of ours and one of the peer's. */
    STALE_POOL(27, 1, 2, 0, "the reset that answers what we sent ends the peer's connection before a sample can come"),
    NONE(0, 0, 0, 0, "each of its closes has a moment in which the kernel shows who was first");

    private final int scenario;
    private final int unknown;
    private final int unknownTimeWait;
    private final int supposedWrong;
    private final String because;

    Tolerance(int scenario, int unknown, int unknownTimeWait, int supposedWrong, String because) {
        this.scenario = scenario;
        this.unknown = unknown;
        this.unknownTimeWait = unknownTimeWait;
        this.supposedWrong = supposedWrong;
        this.because = because;
    }

    static Tolerance of(StagedScenario scenario) {
        return Arrays.stream(values())
                .filter(one -> one.scenario == scenario.number())
                .findAny()
                .orElse(NONE);
    }

    /**
     * Who sent a reset may be unknown anywhere, and is counted and printed: once our FIN is acknowledged, a
     * small successor of the socket waits, and the kernel does not tell what that one got.
     */
    void holds(Count count, SoftAssertions softly) {
        String what = this + " (" + because + "): " + count;
        softly.assertThat(count.unknownFirst).as("closedFirst UNKNOWN, " + what).isLessThanOrEqualTo(unknown);
        softly.assertThat(count.unknownEnding).as("ending UNKNOWN, " + what).isLessThanOrEqualTo(unknownTimeWait);
        softly.assertThat(count.unknownTimeWait).as("timeWait UNKNOWN, " + what).isLessThanOrEqualTo(unknownTimeWait);
        softly.assertThat(count.supposedWrong).as("wrong suppositions, " + what).isLessThanOrEqualTo(supposedWrong);
    }
}
