package io.firstfin.analysis.engine;

import io.firstfin.analysis.model.BudgetSeries;
import io.firstfin.analysis.model.Destination;
import io.firstfin.analysis.model.PortCount;
import io.firstfin.analysis.model.PortSide;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BinaryOperator;

/** What the kernel showed of budgets over time, while it is read: one look a step, of so many. */
final class BudgetTally {

    private static final int MAX_BUDGETS = 64;

    private static final Comparator<PortCount> FULLEST_FIRST = Comparator.comparingLong(PortCount::held)
            .reversed()
            .thenComparing(PortCount::time)
            .thenComparing(PortCount::toString);

    private record Key(int jvm, PortSide side, Destination destination) {}

    private static final class Looks {
        private final SortedMap<Integer, PortCount> fullest = new TreeMap<>();
        private final SortedMap<Integer, Long> failures = new TreeMap<>();

        void look(int step, PortCount look) {
            fullest.merge(step, look, BinaryOperator.minBy(FULLEST_FIRST));
        }

        void addAll(Looks others) {
            others.fullest.forEach(this::look);
            others.failures.forEach((step, count) -> failures.merge(step, count, Long::sum));
        }

        long most() {
            return fullest.values().stream().mapToLong(PortCount::held).max().orElse(0);
        }
    }

    private final Steps steps;
    private final Map<Key, Looks> budgets = new LinkedHashMap<>();

    BudgetTally(Steps steps) {
        this.steps = steps;
    }

    /** @param jvm who looked: its place among the model's JVMs */
    void look(int jvm, PortSide side, Destination destination, PortCount look) {
        Looks looks = looks(new Key(jvm, side, destination));
        if (looks != null) {
            looks.look(steps.at(MomentList.nanos(look.time())), look);
        }
    }

    /** So many connects or binds found no free port; what the kernel showed then is a look too. */
    void exhausted(int jvm, PortSide side, Destination destination, PortCount look, long failures) {
        look(jvm, side, destination, look);
        Looks looks = looks(new Key(jvm, side, destination));
        if (looks != null) {
            looks.failures.merge(steps.at(MomentList.nanos(look.time())), failures, Long::sum);
        }
    }

    /** All of them, the fullest first. */
    List<BudgetSeries> courses(Sources sources) {
        Map<Key, Looks> completed = new LinkedHashMap<>();
        budgets.forEach((key, looks) -> completed
                .computeIfAbsent(new Key(key.jvm, key.side, sources.complete(key.destination)), absent -> new Looks())
                .addAll(looks));
        List<Map.Entry<Key, Looks>> sorted = new ArrayList<>(completed.entrySet());
        sorted.sort(Comparator.comparingLong(
                        (Map.Entry<Key, Looks> entry) -> entry.getValue().most())
                .reversed());
        return sorted.stream()
                .map(entry -> new BudgetSeries(
                        entry.getKey().jvm,
                        entry.getKey().side,
                        entry.getKey().destination,
                        entry.getValue().fullest,
                        entry.getValue().failures))
                .toList();
    }

    /** Null where too many are followed already. */
    private Looks looks(Key key) {
        Looks known = budgets.get(key);
        return known != null || budgets.size() >= MAX_BUDGETS
                ? known
                : budgets.computeIfAbsent(key, absent -> new Looks());
    }
}
