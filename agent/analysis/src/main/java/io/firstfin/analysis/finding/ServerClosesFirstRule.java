package io.firstfin.analysis.finding;

import io.firstfin.analysis.model.DestinationUse;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.Role;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A server of ours closes first: it keeps TIME_WAIT, which costs memory but no port. */
final class ServerClosesFirstRule implements Rule {

    private static final int SHOWN = 5;

    @Override
    public Stream<Finding> findings(Model model) {
        return model.destinations().stream()
                .filter(use -> use.destination().role() == Role.SERVER)
                .filter(use -> use.closedFirstByUs() > 0)
                .sorted(Comparator.comparingLong(DestinationUse::closedFirstByUs).reversed())
                .limit(SHOWN)
                .map(ServerClosesFirstRule::finding);
    }

    private static Finding finding(DestinationUse use) {
        double sockets = use.projectedTimeWait();
        String statement = "Of " + Figures.count(use.closed(), "connection") + " accepted on "
                + use.destination().label() + " we closed "
                + Figures.count(use.closedFirstByUs()) + " first. That takes no port from us"
                + " or from clients: it is about " + Figures.count(Math.round(sockets))
                + " sockets in TIME_WAIT, "
                + Figures.timeWaitMemory(sockets) + " of memory.";
        return new Finding(FindingId.SERVER_CLOSES_FIRST, Severity.INFO, statement,
                new Evidence().with("port", use.destination().port())
                        .with("closedFirstByUs", use.closedFirstByUs())
                        .with("closed", use.closed())
                        .with("timeWaitPerSecond", use.timeWaitPerSecond())
                        .with("projectedTimeWait", Math.round(sockets))
                        .with("peers", use.peers()).values(),
                List.of("Nothing has to change for the sake of ports.",
                        "If clients should reuse connections, see that responses do not say"
                                + " \"Connection: close\", and that our idle limit is longer than"
                                + " the clients'.",
                        "If the clients stand behind one NAT address, its ports towards us are"
                                + " the scarce ones."));
    }
}
