package io.firstfin.analysis.finding;

import io.firstfin.analysis.model.KernelSettings;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.Network;
import java.util.List;
import java.util.stream.Stream;

/** The kernel's TIME_WAIT table was full, so sockets vanished that should have stayed. */
final class TimeWaitTableRule implements Rule {

    private static final String COUNTER = "timeWaitOverflow";

    @Override
    public Stream<Finding> findings(Model model) {
        return model.recordings().networks().stream()
                .filter(network -> network.counters().growth(COUNTER) > 0)
                .map(TimeWaitTableRule::finding);
    }

    private static Finding finding(Network network) {
        long dropped = network.counters().growth(COUNTER);
        int limit = network.settings().map(KernelSettings::maxTimeWaitBuckets).orElse(-1);
        String statement = "The kernel dropped " + Figures.count(dropped) + " sockets from TIME_WAIT because its table"
                + " was full"
                + (limit < 0 ? "" : " (tcp_max_tw_buckets=" + limit + ")")
                + ". Such a close looks as if the peer had been first, and old segments may reach new connections.";
        return new Finding(
                FindingId.TIME_WAIT_TABLE_FULL,
                Severity.WARNING,
                statement,
                new Evidence()
                        .with("dropped", dropped)
                        .known("maxTimeWaitBuckets", limit)
                        .values(),
                List.of(
                        "Have fewer of them: keep connections alive.",
                        "Raise net.ipv4.tcp_max_tw_buckets; each costs about 0.25 KB. Lowering it is no cure."));
    }
}
