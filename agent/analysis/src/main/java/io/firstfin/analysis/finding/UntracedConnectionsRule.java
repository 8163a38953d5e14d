package io.firstfin.analysis.finding;

import io.firstfin.analysis.model.AgentStatus;
import io.firstfin.analysis.model.Model;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/** The JVM has connections that the agent does not see, so that the report is about the others alone. */
final class UntracedConnectionsRule implements Rule {

    @Override
    public Stream<Finding> findings(Model model) {
        long open = sum(model, AgentStatus::untracedConnections);
        long opened = sum(model, AgentStatus::untracedOpens);
        boolean manyOpened = opened >= Thresholds.UNTRACED_OPENS
                && opened >= Thresholds.UNTRACED_SHARE * (opened + model.opened(group -> true));
        return open > 0 || manyOpened ? Stream.of(finding(model, open, manyOpened ? opened : 0)) : Stream.empty();
    }

    private static long sum(Model model, ToLongFunction<AgentStatus> count) {
        return model.recordings().jvms().stream()
                .flatMap(jvm -> jvm.agent().stream())
                .mapToLong(count)
                .filter(number -> number > 0)
                .sum();
    }

    private static Finding finding(Model model, long open, long opened) {
        String whose = model.recordings().jvms().size() == 1 ? "this JVM's" : "the JVMs'";
        String openNow = open == 0
                ? ""
                : Figures.count(open) + " of " + whose + " connections"
                        + (open == 1 ? " is" : " are")
                        + " not traced (native transport? older than the agent?).";
        String sinceBegin = opened == 0
                ? ""
                : (open == 0 ? "" : " ") + "The kernel counted " + Figures.count(opened)
                        + " opened connections that FirstFin did not see, and no other process was"
                        + " seen to hold any.";
        return new Finding(
                FindingId.UNTRACED_CONNECTIONS,
                Severity.WARNING,
                openNow + sinceBegin + " All that this report says is about the others.",
                new Evidence()
                        .with("untracedConnections", open)
                        .with("untracedOpens", opened)
                        .with("connectionsOpened", model.opened(group -> true))
                        .values(),
                List.of(
                        "Find the native code that makes them, or start the JVM with -javaagent.",
                        "The field leftAlone of firstfin.AgentStatus names libraries of versions"
                                + " that FirstFin does not know. A debugger's connection (jdwp) is"
                                + " never traced, and does no harm."));
    }
}
