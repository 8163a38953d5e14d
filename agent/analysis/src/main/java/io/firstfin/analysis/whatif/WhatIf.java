package io.firstfin.analysis.whatif;

import io.firstfin.analysis.model.Destination;
import io.firstfin.analysis.model.DestinationUse;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.Workload;
import io.firstfin.analysis.whatif.Changes.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The connections to one destination, replayed under each change that is possible.
 *
 * @param destination which
 * @param load its connections
 * @param outcomes first that without a change, then one for each change
 */
public record WhatIf(Destination destination, Workload load, List<Outcome> outcomes) {

    private static final int MAX_DESTINATIONS = 3;

    /** The part of its ports that a destination must need to be told of beside a worse one. */
    private static final double WORTH_TELLING = 0.1;

    /** For the destination that costs most ports, and a few others where they cost many. */
    public static List<WhatIf> of(Model model) {
        List<WhatIf> all = new ArrayList<>();
        for (Destination destination : dearest(model)) {
            WhatIf one = of(model, destination);
            if (all.isEmpty() || one.today().share().orElse(0) >= WORTH_TELLING) {
                all.add(one);
            }
        }
        return List.copyOf(all);
    }

    /** What is without a change. */
    public Outcome today() {
        return outcomes.get(0);
    }

    private static List<Destination> dearest(Model model) {
        return model.destinations().stream()
                .map(DestinationUse::destination)
                .filter(model.connections().workloads()::containsKey)
                .limit(MAX_DESTINATIONS)
                .toList();
    }

    private static WhatIf of(Model model, Destination destination) {
        Workload load = model.connections().workloads().get(destination);
        Changes changes = new Changes(
                destination,
                load,
                model.recordings().network(destination).settings(),
                model.connections().opens().stream()
                        .filter(group -> group.destination().equals(destination))
                        .toList());
        Schedule schedule = Schedule.of(load);
        Change none = changes.none();
        Outcome today = replay(load, schedule, none);
        Stream<Change> others = Stream.concat(
                changes.single(none.rules()).stream(), changes.destinations(today, none.rules()).stream());
        return new WhatIf(
                destination,
                load,
                Stream.concat(Stream.of(today), others.map(change -> replay(load, schedule, change)))
                        .toList());
    }

    private static Outcome replay(Workload load, Schedule schedule, Change change) {
        return Outcome.of(change, Replay.of(schedule, change.rules()), load.opensPerSecond());
    }
}
