package io.firstfin.analysis.finding;

import io.firstfin.analysis.model.Act;
import io.firstfin.analysis.model.Mark;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.OpenGroup;
import io.firstfin.analysis.model.SiteShare;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Client sockets bind before they connect, and so share one pool of ports. */
final class BindBeforeConnectRule implements Rule {

    @Override
    public Stream<Finding> findings(Model model) {
        long count = model.opened(OpenGroup::boundFirst);
        if (count == 0) {
            return Stream.empty();
        }
        long destinations = model.opens().stream().filter(OpenGroup::boundFirst)
                .map(OpenGroup::destination).distinct().count();
        Optional<SiteShare> opener = model.sites().busiest(Act.CONNECT, Mark.BOUND_FIRST);
        String statement = Say.were(count, "connect") + " made from sockets bound before, to "
                + Figures.count(destinations, "destination") + ": they share one pool of local"
                + " ports instead of having one for each destination."
                + Say.where("made", opener);
        return Stream.of(new Finding(FindingId.BIND_BEFORE_CONNECT, Severity.WARNING, statement,
                new Evidence().with("connects", count).with("destinations", destinations)
                        .site("opener", opener).values(),
                List.of("Connect without binding first, unless the peer asks for a fixed port.",
                        "To choose the source address only, set IP_BIND_ADDRESS_NO_PORT where your"
                                + " library can; the JDK cannot.")));
    }
}
