package io.firstfin.analysis.finding;

import io.firstfin.analysis.model.CloseGroup;
import io.firstfin.analysis.model.Model;
import java.util.ArrayList;
import java.util.List;

/** How many verdicts the kernel did not confirm, why not, and what would have proven more of them. */
final class UnprovenVerdicts {

    private static final double MANY = 0.05;
    private static final String NO_SOURCE = "NONE";

    private UnprovenVerdicts() {}

    static long count(List<CloseGroup> closes) {
        return closes.stream().mapToLong(CloseGroup::count).sum();
    }

    /**
     * The finding about them.
     *
     * @param closes at least one
     * @param told   the rest of the sentence "For 3 connections (5 % of all) ..."
     */
    static Finding finding(FindingId id, Model model, List<CloseGroup> closes, String told) {
        long count = count(closes);
        double part = (double) count / model.closed();
        List<Grouped> reasons =
                Grouped.of(closes.stream(), group -> group.evidence().lastWord());
        long older = olderThanTheAgent(closes);
        String statement = "For " + Figures.count(count, "connection") + " (" + Figures.percent(part) + " of all) "
                + told + Grouped.sentences(reasons);
        return new Finding(
                id,
                part >= MANY ? Severity.WARNING : Severity.INFO,
                statement,
                new Evidence()
                        .with("connections", count)
                        .with("closedPercent", 100 * part)
                        .with("commonestEvidence", reasons.get(0).text())
                        .with("commonestEvidenceCount", reasons.get(0).count())
                        .with("olderThanTheAgent", older)
                        .values(),
                advice(model, older));
    }

    /** How many of the closes ended connections that are older than the agent. */
    private static long olderThanTheAgent(List<CloseGroup> closes) {
        return closes.stream()
                .mapToLong(group -> group.count() - group.lifetimes().known())
                .sum();
    }

    /** What would have told; nothing where no setting and no habit would. */
    private static List<String> advice(Model model, long older) {
        List<String> advice = new ArrayList<>();
        boolean noSource = model.recordings().jvms().stream()
                .flatMap(jvm -> jvm.agent().stream())
                .anyMatch(agent -> agent.kernelSource().equals(NO_SOURCE));
        if (noSource) {
            advice.add("Run \"firstfin.jar doctor\" to see which kernel source can be used: the" + " agent had none.");
        }
        if (older > 0) {
            advice.add("Attach before the traffic begins: " + Figures.count(older) + " of them"
                    + (older == 1 ? " is" : " are") + " older than the agent, and tell less.");
        }
        return List.copyOf(advice);
    }
}
