package io.firstfin.analysis.recording;

import io.firstfin.analysis.model.Destination;
import io.firstfin.analysis.model.PortBudget;
import io.firstfin.analysis.model.PortCount;
import io.firstfin.analysis.model.PortSide;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import jdk.jfr.consumer.RecordedEvent;

/** The looks at each budget of ports of a JVM; of each only the most telling ones are kept. */
final class BudgetSeries {

    private static final int MAX_BUDGETS = 2_000;

    /** So many budgets of our own ports are followed over time. */
    private static final int FOLLOWED = 8;

    /** What shares a budget. */
    record Key(PortSide side, Destination destination, String peer) {

        static Key of(PortSide side, RecordedEvent event) {
            return new Key(
                    side,
                    PortCounts.destination(event),
                    side == PortSide.SERVER ? Fields.address(event, "remoteAddress") : "");
        }
    }

    private static final class Looks {
        private final Newest<PortCount> last = new Newest<>();
        private PortCount fullest;
        private PortCount soonest;
        private long count;

        void add(PortCount look) {
            count++;
            last.offer(look.time(), look);
            if (fullest == null || look.held() > fullest.held()) {
                fullest = look;
            }
            boolean inSight = !look.left().isNegative() && look.free() != 0;
            if (inSight && (soonest == null || look.left().compareTo(soonest.left()) < 0)) {
                soonest = look;
            }
        }
    }

    private final Map<Key, Looks> budgets = new LinkedHashMap<>();
    private long notKept;

    void add(PortSide side, RecordedEvent event) {
        Key key = Key.of(side, event);
        Looks looks = budgets.get(key);
        if (looks == null && budgets.size() >= MAX_BUDGETS) {
            notKept++;
            return;
        }
        budgets.computeIfAbsent(key, absent -> new Looks()).add(PortCounts.of(event));
    }

    /** Those of our own ports that were fullest: a few, so that they can be followed over time. */
    Set<Key> fullest() {
        return budgets.entrySet().stream()
                .filter(entry -> entry.getKey().side() != PortSide.SERVER)
                .sorted(Comparator.comparingLong((Map.Entry<Key, Looks> entry) ->
                                entry.getValue().fullest.held())
                        .reversed())
                .limit(FOLLOWED)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** All of them, the fullest first. */
    List<PortBudget> budgets(int jvm, String network) {
        List<PortBudget> all = new ArrayList<>();
        budgets.forEach((key, looks) -> all.add(new PortBudget(
                jvm,
                key.side,
                key.destination.in(network),
                key.peer,
                looks.last.value().orElseThrow(),
                looks.fullest,
                Optional.ofNullable(looks.soonest),
                looks.count)));
        all.sort(
                Comparator.comparingLong((PortBudget budget) -> budget.fullest().held())
                        .reversed());
        return all;
    }

    long notKept() {
        return notKept;
    }
}
