package io.firstfin.analysis.view;

import io.firstfin.analysis.finding.Figures;
import io.firstfin.analysis.model.BindFailure;
import io.firstfin.analysis.model.DestinationUse;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.PortExhaustion;
import java.util.Comparator;
import java.util.Optional;

/** That local ports ran out, in one line: what failed, where, and how many there are. */
final class Exhaustion {

    private Exhaustion() {}

    static Optional<String> in(Model model) {
        return atConnect(model).or(() -> atBind(model)).or(() -> told(model));
    }

    private static Optional<String> atConnect(Model model) {
        return model.destinations().stream()
                .filter(use -> use.exhausted() > 0)
                .findFirst()
                .map(use -> "OUT OF LOCAL PORTS: " + Figures.count(use.exhausted()) + " of "
                        + Figures.count(use.attempted()) + " connects to "
                        + use.destination().label() + " found none free" + ports(use) + ".");
    }

    private static String ports(DestinationUse use) {
        return use.ports().isEmpty()
                ? ""
                : ", out of " + Figures.count(use.ports().getAsInt());
    }

    private static Optional<String> atBind(Model model) {
        long count = model.connections().bindFailures().stream()
                .filter(BindFailure::isExhaustion)
                .mapToLong(BindFailure::count)
                .sum();
        return count == 0 ? Optional.empty() : Optional.of(binds(count));
    }

    /** Where connects and binds were not recorded, the black box tells all the same. */
    private static Optional<String> told(Model model) {
        return model.ports().exhaustions().stream()
                .filter(one -> !one.isContradicted())
                .max(Comparator.comparingLong(PortExhaustion::count))
                .map(most -> most.atBind()
                        ? binds(most.count())
                        : "OUT OF LOCAL PORTS: " + Figures.count(most.count(), "connect") + " to "
                                + most.destination().label() + " found none free"
                                + (most.held().capacity() <= 0
                                        ? ""
                                        : ", out of "
                                                + Figures.count(most.held().capacity()))
                                + ".");
    }

    private static String binds(long count) {
        return "OUT OF LOCAL PORTS: " + Figures.count(count, "bind") + " of client sockets found none free.";
    }
}
