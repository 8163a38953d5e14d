package io.firstfin.analysis.finding;

import io.firstfin.analysis.model.AgentStatus;
import io.firstfin.analysis.model.Model;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The agent gave up events or met errors of its own, so that the numbers are too low. */
final class AgentTroubleRule implements Rule {

    @Override
    public Stream<Finding> findings(Model model) {
        return model.recordings().jvms().stream()
                .flatMap(jvm -> jvm.agent().stream())
                .filter(agent -> agent.dropped() > 0 || agent.suppressedErrors() > 0)
                .map(AgentTroubleRule::finding);
    }

    private static Finding finding(AgentStatus agent) {
        long dropped = Math.max(0, agent.dropped());
        long errors = Math.max(0, agent.suppressedErrors());
        Optional<String> last = Optional.of(agent.lastError()).filter(text -> !text.isEmpty());
        String statement = "The agent gave up " + Figures.count(dropped)
                + " of its events and look-ups, and kept " + Figures.count(errors, "error")
                + " of its own from the application"
                + last.map(text -> "; the last one: " + text).orElse("")
                + ". The numbers of this report are too low by as much.";
        Evidence evidence = new Evidence().with("dropped", dropped).with("suppressedErrors", errors);
        last.ifPresent(text -> evidence.with("lastError", text));
        return new Finding(
                FindingId.AGENT_TROUBLE,
                Severity.WARNING,
                statement,
                evidence.values(),
                List.of(
                        errors > 0
                                ? "Report the error to the makers of FirstFin, with the JDK's version."
                                : "Record with the cheaper template, or for a shorter time."));
    }
}
