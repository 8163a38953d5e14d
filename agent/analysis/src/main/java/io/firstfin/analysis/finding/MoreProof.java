package io.firstfin.analysis.finding;

import io.firstfin.analysis.model.CloseGroup;
import io.firstfin.analysis.model.Model;
import java.util.ArrayList;
import java.util.List;

/** What would have proven more verdicts. */
final class MoreProof {

    private static final String NO_SOURCE = "NONE";

    private MoreProof() {}

    /** How many of the closes ended connections that are older than the agent. */
    static long olderThanTheAgent(List<CloseGroup> closes) {
        return closes.stream().mapToLong(group -> group.count() - group.lifetimes().known()).sum();
    }

    /**
     * What would have told; nothing where no setting and no habit would.
     *
     * @param older how many of the closes ended connections that are older than the agent
     */
    static List<String> advice(Model model, long older) {
        List<String> advice = new ArrayList<>();
        boolean noSource = model.jvms().stream().flatMap(jvm -> jvm.agent().stream())
                .anyMatch(agent -> agent.kernelSource().equals(NO_SOURCE));
        if (noSource) {
            advice.add("Run \"firstfin.jar doctor\" to see which kernel source can be used: the"
                    + " agent had none.");
        }
        if (older > 0) {
            advice.add("Attach before the traffic begins: " + Figures.count(older) + " of them"
                    + (older == 1 ? " is" : " are") + " older than the agent, and tell less.");
        }
        return List.copyOf(advice);
    }
}
