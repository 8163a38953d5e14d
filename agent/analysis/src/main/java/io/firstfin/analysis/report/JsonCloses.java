package io.firstfin.analysis.report;

import io.firstfin.analysis.model.CloseGroup;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.OpenGroup;
import io.firstfin.analysis.model.Verdict;
import io.firstfin.analysis.model.VerdictEvidence;
import io.firstfin.verdict.Proof;
import io.firstfin.verdict.ResetBy;
import io.firstfin.verdict.Role;
import io.firstfin.verdict.TimeWait;
import java.util.function.Function;
import java.util.function.Predicate;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The closes in JSON: their sums, and group by group. */
final class JsonCloses {

    private JsonCloses() {}

    static void summary(ObjectNode node, Model model) {
        node.put("opened", model.opened(OpenGroup::succeeded));
        node.put("stillOpen", model.stillOpen());
        node.put("closed", model.closed());
        node.put("notConfirmed", model.closed(group -> !group.verdict().confirmed()));
        node.put("proofNotTold", model.closed(group -> !group.verdict().proofTold()));
        ObjectNode proofs = node.putObject("proof");
        for (Proof proof : Proof.values()) {
            proofs.put(proof.name(), model.closed(group -> group.verdict().proof() == proof));
        }
        sides(node.putObject("closedFirst"), model, group -> true, Verdict::closedFirst);
        sides(node.putObject("timeWait"), model, group -> true, Verdict::timeWait);
        ObjectNode byRole = node.putObject("byRole");
        for (Role role : Role.values()) {
            Predicate<CloseGroup> inRole = group -> group.destination().role() == role;
            long closed = model.closed(inRole);
            if (closed > 0) {
                ObjectNode one = byRole.putObject(role.name());
                one.put("closed", closed);
                sides(one.putObject("closedFirst"), model, inRole, Verdict::closedFirst);
                sides(one.putObject("timeWait"), model, inRole, Verdict::timeWait);
            }
        }
    }

    static void all(ArrayNode array, Model model) {
        for (CloseGroup group : model.connections().closes()) {
            ObjectNode node = array.addObject();
            node.put("destination", group.destination().label());
            node.put("role", group.destination().role().name());
            node.put("closedFirst", group.verdict().closedFirst().name());
            node.put("proof", group.verdict().proof().name());
            node.put("proofTold", group.verdict().proofTold());
            node.put("timeWait", group.verdict().timeWait().name());
            node.put("confirmed", group.verdict().confirmed());
            node.put("ending", group.ending().name());
            if (group.reset().by() != ResetBy.NONE) {
                node.put("resetBy", group.reset().by().name());
            }
            node.put("trigger", group.trigger().name());
            node.put("reason", group.why().reason());
            if (!group.why().program().isEmpty()) {
                node.put("httpProgram", group.why().program());
                node.put("requestsPerConnection", group.requests().average());
            }
            evidence(node, group.evidence());
            node.put("count", group.count());
            if (group.lifetimes().known() > 0) {
                node.put("averageLifetimeMillis", Millis.of(group.lifetimes().average()));
            }
            node.put("longestCloseWaitMillis", Millis.of(group.closeWaits().longest()));
        }
    }

    private static void evidence(ObjectNode node, VerdictEvidence evidence) {
        if (!evidence.equals(VerdictEvidence.NONE)) {
            node.put("evidence", evidence.atClose());
            node.put("closedFirstAtClose", evidence.firstAtClose().name());
            node.put("kernelEvidence", evidence.afterwards());
            node.put("agrees", evidence.agrees());
        }
    }

    /** Both have the same members, whether or not each can occur. */
    private static void sides(
            ObjectNode node, Model model, Predicate<CloseGroup> which, Function<Verdict, Enum<?>> of) {
        for (TimeWait side : TimeWait.values()) {
            node.put(
                    side.name(),
                    model.closed(group -> which.test(group)
                            && of.apply(group.verdict()).name().equals(side.name())));
        }
    }
}
