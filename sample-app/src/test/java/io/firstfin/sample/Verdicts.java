package io.firstfin.sample;

import io.firstfin.sample.support.Turn;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/** All that FirstFin reported in one recording. */
public final class Verdicts {
    /** A field of the events that are about one connection, not about the namespace, a port or the agent. */
    private static final String CONNECTION = "connection";

    private final List<Reported> reported = new ArrayList<>();
    private final Map<List<String>, List<Reported>> byEnds = new HashMap<>();
    private final List<Reported> atExit = new ArrayList<>();
    private final List<RecordedEvent> statuses = new ArrayList<>();

    /** When the second of several scenarios began, and each after it. */
    private final List<Instant> turns = new ArrayList<>();

    private Verdicts() {}

    public static Verdicts read(Path recording) throws IOException {
        Verdicts verdicts = new Verdicts();
        Map<String, RecordedEvent> settled = new HashMap<>();
        List<RecordedEvent> all = RecordingFile.readAllEvents(recording);
        all.stream()
                .filter(event -> event.getEventType().getName().equals(Turn.NAME))
                .map(RecordedEvent::getEndTime)
                .sorted()
                .forEach(verdicts.turns::add);
        List<RecordedEvent> events = all.stream()
                .filter(event -> event.getEventType().getName().startsWith("firstfin."))
                .sorted((a, b) -> a.getEndTime().compareTo(b.getEndTime()))
                .toList();
        for (RecordedEvent event : events) {
            if (event.getEventType().getName().equals("firstfin.KernelState")) {
                settled.put(event.getString(CONNECTION), event);
            }
        }
        for (RecordedEvent event : events) {
            verdicts.add(event, settled);
        }
        return verdicts;
    }

    /**
     * What was reported of the connections that were first reported of in the turn of one scenario, whenever the kernel's
     * word on them came; with the agent's whole account of itself, which is of all the time until then.
     *
     * @param turn from 0
     */
    Verdicts ofTurn(int turn) {
        Instant from = turn == 0 ? Instant.MIN : turns.get(turn - 1);
        Instant to = turn == turns.size() ? Instant.MAX : turns.get(turn);
        Map<String, Instant> first = new HashMap<>();
        reported.forEach(one -> first.putIfAbsent(one.connection(), one.event().getEndTime()));
        Verdicts part = new Verdicts();
        reported.stream()
                .filter(one -> !first.get(one.connection()).isBefore(from)
                        && first.get(one.connection()).isBefore(to))
                .forEach(part::add);
        part.atExit.addAll(atExit);
        part.statuses.addAll(statuses);
        return part;
    }

    private void add(RecordedEvent event, Map<String, RecordedEvent> settled) {
        String type = event.getEventType().getName().replace("firstfin.", "");
        if (type.equals("AgentStatus")) {
            statuses.add(event);
        } else if (event.hasField(CONNECTION)) {
            boolean close = type.equals("Close");
            Reported one = new Reported(event, close ? settled.get(event.getString(CONNECTION)) : null);
            if (close && one.value("trigger").equals("EXIT")) {
                atExit.add(one);
                return;
            }
            add(one);
        }
    }

    private void add(Reported one) {
        reported.add(one);
        byEnds.computeIfAbsent(
                        List.of(one.type(), String.valueOf(one.local()), String.valueOf(one.remote())),
                        ends -> new ArrayList<>())
                .add(one);
    }

    /** The closes of connections that were open when the JVM ended, which is no act of a scenario. */
    List<Reported> atExit() {
        return atExit;
    }

    /** All other events about connections, in the order of time. */
    List<Reported> all() {
        return reported;
    }

    public List<Reported> of(String type) {
        return reported.stream().filter(one -> one.type().equals(type)).toList();
    }

    /** The events of one type about the connections between two addresses, as a scenario writes them. */
    public List<Reported> of(String type, String local, String remote) {
        return byEnds.getOrDefault(List.of(type, local, remote), List.of());
    }

    /** The agent's account of itself, the oldest first. */
    public List<RecordedEvent> statuses() {
        return statuses;
    }

    /** So many closes were reported, and the kernel's word on each that can have it by now. */
    boolean settled(List<Expectation> expectations) {
        List<Expectation> closes = expectations.stream()
                .filter(expected -> expected.event().equals("Close"))
                .toList();
        List<Reported> reported = of("Close");
        int count = closes.stream().mapToInt(Expectation::count).sum();
        return reported.size() >= count
                && reported.stream()
                        .allMatch(close -> close.settled() != null
                                || closes.stream().anyMatch(e -> !e.settles() && e.isAbout(close)));
    }
}
