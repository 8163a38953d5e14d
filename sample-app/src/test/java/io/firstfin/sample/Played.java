package io.firstfin.sample;

import java.util.List;

/**
 * A lesson that was played: what the victim left behind, what the kernel recorded of it, and what
 * FirstFin told; {@code verdicts} is null without the agent.
 */
record Played(Lesson lesson, int exit, List<String> stdout, List<String> stderr,
        List<Life> lives, Verdicts verdicts) {

    List<Expectation> expectations() {
        return Expectation.of(stdout);
    }

    /** What it printed, without the ports and process ids, which differ from run to run. */
    List<String> shape() {
        return stdout.stream().map(line -> line.replaceAll("\\d+", "#")).toList();
    }
}
