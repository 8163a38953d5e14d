package io.firstfin.sample.chaos;

import io.firstfin.kernel.Endpoints;
import io.firstfin.sample.tracefs.FirstCloser;
import io.firstfin.sample.tracefs.Transition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/** Joins the kernel's record, the recording and the plan by 4-tuple, and by time where it was used again. */
final class Judge {
    /** Adds to the time of an event what makes it one of the trace. */
    private final long wallToMono;

    private final Map<Endpoints, List<EndpointTruth>> truths = new HashMap<>();
    private final Map<Endpoints, List<ReportedEnd>> reports = new HashMap<>();
    private final Map<List<Integer>, List<long[]>> lines = new HashMap<>();
    private final List<ConnectionPlan> plans;
    /** By ports: the Connect event of these tells of the end as well. */
    private final Set<List<Integer>> failedConnects = new HashSet<>();

    private final List<ReportedEnd> doubleCloses = new ArrayList<>();

    Judge(List<ConnectionPlan> plans) {
        this.plans = plans;
        Instant now = Instant.now();
        this.wallToMono = System.nanoTime() - nanos(now);
    }

    private static long nanos(Instant instant) {
        return instant.getEpochSecond() * 1_000_000_000L + instant.getNano();
    }

    void readTrace(List<Transition> steps) {
        Map<Endpoints, List<Transition>> byEnds = new LinkedHashMap<>();
        for (Transition step : steps) {
            byEnds.computeIfAbsent(step.endpoints(), e -> new ArrayList<>()).add(step);
        }
        byEnds.forEach((ends, same) -> truths.put(
                ends,
                FirstCloser.lives(same).stream()
                        .map(EndpointTruth::new)
                        .filter(EndpointTruth::established)
                        .toList()));
        truths.forEach((ends, lives) -> {
            List<EndpointTruth> peers = truths.getOrDefault(ends.mirrored(), List.of());
            new Alignment<>(lives, EndpointTruth::openedAt, peers, EndpointTruth::openedAt)
                    .forEachPair(EndpointTruth::meet);
        });
    }

    void readRecording(Path file, VictimAddresses addresses) throws IOException {
        Map<String, ReportedEnd> byConnection = new HashMap<>();
        List<RecordedEvent> states = new ArrayList<>();
        try (RecordingFile recording = new RecordingFile(file)) {
            while (recording.hasMoreEvents()) {
                RecordedEvent event = recording.readEvent();
                switch (event.getEventType().getName()) {
                    case "firstfin.Close" -> {
                        ReportedEnd reported = new ReportedEnd(event);
                        Endpoints ends = reported.endpoints();
                        if (ends == null || addresses.owns(ends.local()) || addresses.owns(ends.remote())) {
                            ReportedEnd earlier = byConnection.put(event.getString("connection"), reported);
                            if (earlier != null) {
                                doubleCloses.add(earlier);
                            }
                        }
                    }
                    case "firstfin.KernelState" -> states.add(event);
                    case "firstfin.Connect" -> {
                        if (event.getString("failure") != null) {
                            failedConnects.add(List.of(event.getInt("localPort"), event.getInt("remotePort")));
                        }
                    }
                    default -> {}
                }
            }
        }
        for (RecordedEvent state : states) {
            ReportedEnd reported = byConnection.get(state.getString("connection"));
            if (reported != null) {
                reported.settle(state);
            }
        }
        for (ReportedEnd reported : byConnection.values()) {
            reports.computeIfAbsent(reported.endpoints(), e -> new ArrayList<>())
                    .add(reported);
        }
    }

    void readLog(Path file) throws IOException {
        for (String line : Files.readAllLines(file)) {
            String[] words = line.split(" ");
            int client = Integer.parseInt(words[2]);
            int server = Integer.parseInt(words[3]);
            boolean isClients = words[1].equals("C");
            lines.computeIfAbsent(
                            List.of(isClients ? client : server, isClients ? server : client),
                            ports -> new ArrayList<>())
                    .add(new long[] {Long.parseLong(words[4]), Long.parseLong(words[0])});
        }
    }

    /** One for each endpoint of the victim's, and for each Close that is none's. */
    List<Judgement> judge() {
        Map<EndpointTruth, Integer> logged = new HashMap<>();
        truths.forEach((ends, lives) -> new Alignment<>(lives, EndpointTruth::openedAt, lines(ends), line -> line[0])
                .forEachPair((life, line) -> logged.put(life, (int) line[1])));
        List<Judgement> judgements = new ArrayList<>();
        truths.forEach((ends, lives) -> {
            if (!VictimAddresses.isPeers(ends.localPort())) {
                judge(lives, reports.getOrDefault(ends, List.of()), logged, judgements);
            }
        });
        reports.forEach((ends, some) -> {
            if (!truths.containsKey(ends)) {
                some.forEach(t -> judgements.add(new Judgement(null, null, t)));
            }
        });
        doubleCloses.forEach(t -> judgements.add(new Judgement(null, null, t)));
        return judgements;
    }

    private void judge(
            List<EndpointTruth> lives,
            List<ReportedEnd> reported,
            Map<EndpointTruth, Integer> logged,
            List<Judgement> judgements) {
        Map<EndpointTruth, ReportedEnd> byLife = new HashMap<>();
        new Alignment<>(lives, EndpointTruth::openedAt, reported, this::openedAt).forEachPair(byLife::put);
        for (EndpointTruth life : lives) {
            boolean accepted = !VictimAddresses.isListener(life.endpoints().localPort())
                    || logged.containsKey(life)
                    || byLife.containsKey(life);
            if (accepted && (byLife.containsKey(life) || !connectFailed(life, logged))) {
                judgements.add(new Judgement(plan(life, logged), life, byLife.get(life)));
            }
        }
        reported.stream()
                .filter(t -> !byLife.containsValue(t))
                .forEach(t -> judgements.add(new Judgement(null, null, t)));
    }

    /**
     * A connect that a reset of the peer ended before the application learned of it has failed for
     * everybody; its own port may never have been known.
     */
    private boolean connectFailed(EndpointTruth life, Map<EndpointTruth, Integer> logged) {
        Endpoints ends = life.endpoints();
        boolean unnoticed = !logged.containsKey(life)
                && life.ending().equals("RESET_BY_PEER")
                && failedConnects.contains(List.of(0, ends.remotePort()));
        return unnoticed || failedConnects.contains(List.of(ends.localPort(), ends.remotePort()));
    }

    /** That of its peer where the endpoint has none, since its connect was given up. */
    private ConnectionPlan plan(EndpointTruth life, Map<EndpointTruth, Integer> logged) {
        Integer line = logged.get(life);
        if ((line == null || line < 0) && life.peer() != null) {
            line = logged.get(life.peer());
        }
        return line == null || line < 0 ? null : plans.get(line);
    }

    private List<long[]> lines(Endpoints ends) {
        return lines.getOrDefault(List.of(ends.localPort(), ends.remotePort()), List.of());
    }

    private long openedAt(ReportedEnd reported) {
        return nanos(reported.openedAt()) + wallToMono;
    }

    /** Pairs two lists in the order of time: one by one where they are equally long, else by the least distance. */
    private static final class Alignment<A, B> {
        private final List<A> some;
        private final ToLongFunction<A> timeOfSome;
        private final List<B> others;
        private final ToLongFunction<B> timeOfOthers;

        Alignment(List<A> some, ToLongFunction<A> timeOfSome, List<B> others, ToLongFunction<B> timeOfOthers) {
            this.some =
                    some.stream().sorted(Comparator.comparingLong(timeOfSome)).toList();
            this.timeOfSome = timeOfSome;
            this.others = others.stream()
                    .sorted(Comparator.comparingLong(timeOfOthers))
                    .toList();
            this.timeOfOthers = timeOfOthers;
        }

        void forEachPair(java.util.function.BiConsumer<A, B> pair) {
            if (some.size() == others.size()) {
                for (int i = 0; i < some.size(); i++) {
                    pair.accept(some.get(i), others.get(i));
                }
                return;
            }
            boolean fewer = some.size() < others.size();
            int from = 0;
            for (int i = 0; i < Math.min(some.size(), others.size()); i++) {
                int spare = Math.abs(some.size() - others.size());
                int best = -1;
                for (int j = Math.max(from, i); j <= i + spare; j++) {
                    if (best < 0 || distance(fewer, i, j) < distance(fewer, i, best)) {
                        best = j;
                    }
                }
                from = best + 1;
                if (fewer) {
                    pair.accept(some.get(i), others.get(best));
                } else {
                    pair.accept(some.get(best), others.get(i));
                }
            }
        }

        private long distance(boolean fewer, int short_, int long_) {
            A one = some.get(fewer ? short_ : long_);
            B other = others.get(fewer ? long_ : short_);
            return Math.abs(timeOfSome.applyAsLong(one) - timeOfOthers.applyAsLong(other));
        }
    }
}
