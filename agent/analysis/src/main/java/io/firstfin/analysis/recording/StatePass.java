package io.firstfin.analysis.recording;

import io.firstfin.analysis.model.Ending;
import io.firstfin.analysis.model.Side;
import io.firstfin.analysis.model.Trigger;
import io.firstfin.analysis.model.Verdict;
import io.firstfin.analysis.recording.Connections.Sample;
import java.time.Instant;
import java.util.Optional;
import jdk.jfr.consumer.RecordedEvent;

/** The first reading of a JVM's files: what must be known before its closes can be counted. */
final class StatePass {

    private final JvmFacts facts;
    private final Connections connections;
    private final CallSiteFinder sites;
    private final JvmPorts ports;
    private boolean anyOfOurs;

    StatePass(JvmFacts facts, Connections connections, CallSiteFinder sites, JvmPorts ports) {
        this.facts = facts;
        this.connections = connections;
        this.sites = sites;
        this.ports = ports;
    }

    void read(RecordedEvent event) {
        String name = event.getEventType().getName();
        anyOfOurs |= name.startsWith(Events.OURS);
        switch (name) {
            case Events.JVM -> facts.jvm(event);
            case "firstfin.KernelSettings" -> facts.settings(event);
            case "firstfin.KernelCounters" -> facts.counters(event);
            case "firstfin.AgentStatus" -> facts.status(event);
            case "firstfin.KernelState" -> state(event);
            case "firstfin.CallSite" -> sample(event);
            case "firstfin.Close" -> close(event);
            default -> {}
        }
        ports.read(name, event);
    }

    boolean anyOfOurs() {
        return anyOfOurs;
    }

    private void state(RecordedEvent event) {
        if (Fields.text(event, "state").equals("TIME_WAIT")) {
            connections.inTimeWait(Fields.text(event, "connection"));
        }
        if (Fields.text(event, "closedFirst").isEmpty()) {
            return;
        }
        Instant time = event.getEndTime();
        connections.settle(
                Fields.text(event, "connection"),
                time.getEpochSecond() * 1_000_000_000 + time.getNano(),
                new Connections.Settled(
                        Verdict.settled(
                                Fields.constant(event, "closedFirst", Side.UNKNOWN),
                                Proofs.of(event),
                                Fields.constant(event, "timeWait", Side.UNKNOWN)),
                        Optional.of(Fields.text(event, "ending"))
                                .filter(ending -> !ending.isEmpty())
                                .map(told -> Fields.constant(event, "ending", Ending.UNKNOWN)),
                        Proofs.resetBy(event),
                        Fields.flag(event, "agrees", true),
                        Fields.text(event, "evidence")));
    }

    private void sample(RecordedEvent event) {
        if (Fields.text(event, "act").equals("CLOSE")) {
            connections.sample(
                    Fields.text(event, "connection"),
                    new Sample(sites.of(event.getStackTrace()), Sample.weight(event)));
        }
    }

    private void close(RecordedEvent event) {
        Trigger trigger = Fields.constant(event, "trigger", Trigger.UNKNOWN);
        if (trigger != Trigger.EXIT) {
            // no code closed it: for leaks and for what would go on, it stayed open
            connections.closes(Fields.text(event, "connection"));
        }
        if (trigger == Trigger.CLEANER) {
            connections.collected(Fields.text(event, "connection"));
        }
    }
}
