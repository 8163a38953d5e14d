package io.firstfin.sample.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The figures of one or more runs, by kind of plan and by API, with examples of each fault. */
final class ChaosTable {
    private final int mostExamples;
    private final Tally all = new Tally();
    private final Map<String, Tally> byKind = new TreeMap<>();
    private final Map<String, Tally> byApi = new TreeMap<>();
    private final Map<Fault, Integer> faults = new TreeMap<>();
    private final Map<Fault, List<Judgement>> examples = new TreeMap<>();

    ChaosTable(int mostExamples) {
        this.mostExamples = mostExamples;
    }

    void add(List<Judgement> judgements) {
        for (Judgement judgement : judgements) {
            all.add(judgement);
            byKind.computeIfAbsent(judgement.kind(), kind -> new Tally()).add(judgement);
            byApi.computeIfAbsent(judgement.api(), api -> new Tally()).add(judgement);
            for (Fault fault : Fault.of(judgement)) {
                faults.merge(fault, 1, Integer::sum);
                List<Judgement> some = examples.computeIfAbsent(fault, f -> new ArrayList<>());
                if (some.size() < mostExamples) {
                    some.add(judgement);
                }
            }
        }
    }

    Tally all() {
        return all;
    }

    /** The worst first. */
    Map<Fault, List<Judgement>> examples() {
        return examples;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(Tally.head()).append('\n');
        byKind.forEach((kind, tally) -> text.append(tally.row(kind)).append('\n'));
        text.append('\n');
        byApi.forEach((api, tally) -> text.append(tally.row(api)).append('\n'));
        text.append(all.row("ALL")).append('\n');
        faults.forEach((fault, count) -> {
            text.append("\n== ").append(fault).append(", ").append(count).append(" times\n");
            examples.get(fault).forEach(one -> text.append("  - ").append(one).append('\n'));
        });
        return text.toString();
    }
}
