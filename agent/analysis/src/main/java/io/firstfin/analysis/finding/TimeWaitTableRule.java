package io.firstfin.analysis.finding;

import io.firstfin.analysis.model.KernelSettings;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.Network;
import io.firstfin.analysis.model.TimeWaitProjection;
import java.util.List;
import java.util.stream.Stream;

/** The kernel's TIME_WAIT table was full, so sockets vanished that should have stayed. */
final class TimeWaitTableRule implements Rule {

    private static final String DROPPED = "timeWaitOverflow";
    private static final String ENTERED = "timeWaited";

    /**
     * Linux gives the table half of the entries of its table of connections, which is a power of two and has one for each
     * 128 KB of memory: {@code tcp_init} and {@code tcp_sk_init} of {@code net/ipv4}.
     */
    private static final int DEFAULT_OF_ONE_GB = 4_096;

    private static final int MOST_BY_DEFAULT = 262_144;

    @Override
    public Stream<Finding> findings(Model model) {
        return model.recordings().networks().stream()
                .filter(network -> network.counters().growth(DROPPED) > 0)
                .map(TimeWaitTableRule::finding);
    }

    private static Finding finding(Network network) {
        long dropped = network.counters().growth(DROPPED);
        int limit = network.settings().map(KernelSettings::maxTimeWaitBuckets).orElse(-1);
        long needed = needed(network, dropped, limit);
        String statement = "The kernel dropped " + Figures.count(dropped) + " sockets from TIME_WAIT because its table"
                + " was full"
                + (limit < 0 ? "" : " (tcp_max_tw_buckets=" + limit + ")")
                + ". Such a close looks as if the peer had been first, and old segments may reach new connections."
                + (needed == 0
                        ? ""
                        : " To keep all of them for " + TimeWaitProjection.SECONDS
                                + " s at the recorded rate it needs room for " + Figures.count(needed) + ".");
        return new Finding(
                FindingId.TIME_WAIT_TABLE_FULL,
                Severity.WARNING,
                statement,
                new Evidence()
                        .with("dropped", dropped)
                        .known("maxTimeWaitBuckets", limit)
                        .known("neededTimeWaitBuckets", needed == 0 ? -1 : needed)
                        .values(),
                advice(limit, needed));
    }

    /** How many sockets 60 s of TIME_WAIT are, more than there is room for; 0 where that is not known. */
    private static long needed(Network network, long dropped, int limit) {
        double seconds = network.observed().toMillis() / 1e3;
        if (limit < 0 || seconds <= 0) {
            return 0;
        }
        long made = dropped + network.counters().growth(ENTERED);
        return Math.max(limit + dropped, Math.round(made / seconds * TimeWaitProjection.SECONDS));
    }

    private static List<String> advice(int limit, long needed) {
        String raise = "Raise net.ipv4.tcp_max_tw_buckets"
                + (needed == 0 ? "" : " from " + Figures.count(limit) + " to " + Figures.count(needed) + " or more")
                + "; each costs about 0.25 KB.";
        if (isDefault(limit)) {
            return List.of(
                    "Have fewer of them: keep connections alive. The limit of " + Figures.count(limit)
                            + " is one that Linux sets itself.",
                    raise);
        }
        return List.of(
                raise,
                "Linux sets " + Figures.count(DEFAULT_OF_ONE_GB) + " for each GB of memory by itself, "
                        + Figures.count(MOST_BY_DEFAULT) + " at most. To lower it is no cure for TIME_WAIT.");
    }

    private static boolean isDefault(int limit) {
        return limit >= DEFAULT_OF_ONE_GB && limit <= MOST_BY_DEFAULT && Integer.bitCount(limit) == 1;
    }
}
