package io.firstfin.analysis.render.json;

import io.firstfin.analysis.model.CloseGroup;
import io.firstfin.analysis.model.Destination;
import io.firstfin.analysis.model.DestinationUse;
import io.firstfin.analysis.model.Mark;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.OpenGroup;
import io.firstfin.analysis.model.SiteGroup;
import io.firstfin.analysis.model.SocketOptions;
import io.firstfin.analysis.model.Verdict;
import io.firstfin.analysis.model.VerdictEvidence;
import io.firstfin.analysis.view.DestinationsView;
import io.firstfin.analysis.view.StatesView;
import io.firstfin.verdict.Proof;
import io.firstfin.verdict.ResetBy;
import io.firstfin.verdict.Role;
import io.firstfin.verdict.TimeWait;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import tools.jackson.databind.node.ObjectNode;

/** What became of the connections in JSON: sums, destinations, closes, call sites, and steps between states. */
final class JsonConnections {

    private JsonConnections() {}

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
            Predicate<CloseGroup> inRole = group -> group.role() == role;
            long closed = model.closed(inRole);
            if (closed > 0) {
                ObjectNode one = byRole.putObject(role.name());
                one.put("closed", closed);
                sides(one.putObject("closedFirst"), model, inRole, Verdict::closedFirst);
                sides(one.putObject("timeWait"), model, inRole, Verdict::timeWait);
            }
        }
    }

    static void close(ObjectNode node, CloseGroup group) {
        node.put("destination", group.destination().label());
        node.put("role", group.role().name());
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
            JsonFields.millis(node, "averageLifetimeMillis", group.lifetimes().average());
        }
        JsonFields.millis(node, "longestCloseWaitMillis", group.closeWaits().longest());
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

    static void destination(ObjectNode node, DestinationsView.Row row) {
        DestinationUse use = row.use();
        Destination destination = use.destination();
        node.put("destination", destination.label());
        node.put("role", destination.role().name());
        node.put("network", destination.network());
        if (destination.role() == Role.CLIENT) {
            node.put("source", destination.source());
            node.put("address", destination.address());
        }
        node.put("port", destination.port());
        if (destination.role() == Role.SERVER) {
            node.put("peers", use.peers().addresses());
        }
        node.put("opened", use.opened());
        node.put("failed", use.failed());
        node.put("outOfPorts", use.exhausted());
        node.put("stillOpen", use.stillOpen());
        node.put("closed", use.closed());
        node.put("closedFirstByUs", use.closedFirstByUs());
        node.put("timeWaitOurs", use.timeWaitOurs());
        node.put("opensPerSecond", use.opensPerSecond());
        node.put("timeWaitPerSecond", use.timeWaitPerSecond());
        node.put("projectedTimeWait", use.projection().sockets());
        node.put("projectionBound", use.projection().bound().name());
        use.ports().ifPresent(ports -> node.put("ephemeralPorts", ports));
        use.budgetUsed().ifPresent(used -> node.put("budgetUsedPercent", used * 100));
    }

    static List<SiteGroup> sites(Model model) {
        return model.sites().groups().stream()
                .filter(group -> group.site().isKnown())
                .sorted(Comparator.comparingLong(SiteGroup::count).reversed())
                .toList();
    }

    static void site(ObjectNode node, SiteGroup group, boolean sampled) {
        node.put("act", group.act().name());
        node.put("destination", group.destination().label());
        node.put("site", group.site().place());
        node.put("className", group.site().className());
        node.put("method", group.site().method());
        if (group.site().line() > 0) {
            node.put("line", group.site().line());
        }
        JsonFields.text(node, "library", group.site().library());
        JsonFields.texts(
                node, "marks", group.marks().stream().map(Mark::name).sorted().toList());
        node.put("count", group.count());
        node.put("estimated", sampled);
    }

    static void socketOptions(ObjectNode node, SocketOptions one) {
        node.put("role", one.role().name());
        JsonFields.number(node, "soLingerSeconds", one.soLinger());
        node.put("reuseAddress", one.reuseAddress());
        JsonFields.site(node, one.site());
        node.put("count", one.count());
        node.put("estimated", one.estimated());
    }

    static void transitions(ObjectNode node, Model model) {
        List<StatesView.Row> proven = StatesView.of(model).rows().stream()
                .filter(row -> row.times() > 0)
                .toList();
        JsonFields.array(node, "steps", proven, (step, row) -> {
            step.put("step", row.step().name());
            step.put("from", row.step().from());
            step.put("to", row.step().to());
            step.put("count", row.times());
        });
        node.put("closesWithoutStep", model.connections().transitions().unplaced());
    }
}
