package io.firstfin.analysis.model;

import io.firstfin.verdict.FailureKind;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Connects or accepts that are alike, counted together.
 *
 * @param jvm whose they are: its place among the model's JVMs
 * @param destination where they led; a SERVER's were accepted
 * @param failure why they failed; NONE when they did not
 * @param boundFirst the socket was bound to a local port before connect
 * @param count how many
 * @param example the text of one failure; empty without one
 * @param host the name that led to their destination; empty when not known
 */
public record OpenGroup(
        int jvm,
        Destination destination,
        FailureKind failure,
        boolean boundFirst,
        long count,
        String example,
        String host) {

    /** The name that led there is not known. */
    public OpenGroup(
            int jvm, Destination destination, FailureKind failure, boolean boundFirst, long count, String example) {
        this(jvm, destination, failure, boundFirst, count, example, "");
    }

    /** Whether they gave a connection. */
    public boolean succeeded() {
        return failure == FailureKind.NONE;
    }

    /** How many of some connects and accepts are such, by JVM. */
    static Map<Integer, Long> byJvm(List<OpenGroup> opens, Predicate<OpenGroup> which) {
        return opens.stream()
                .filter(which)
                .collect(Collectors.groupingBy(OpenGroup::jvm, Collectors.summingLong(OpenGroup::count)));
    }
}
