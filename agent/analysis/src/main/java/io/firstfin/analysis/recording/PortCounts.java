package io.firstfin.analysis.recording;

import io.firstfin.analysis.model.Destination;
import io.firstfin.analysis.model.PortCount;
import io.firstfin.analysis.model.PortSide;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import jdk.jfr.consumer.RecordedEvent;

/** Reads the fields that the events on ports share. */
final class PortCounts {

    private static final Duration UNKNOWN = Duration.ofNanos(-1);

    private PortCounts() {}

    static PortCount of(RecordedEvent event) {
        return new PortCount(
                event.getEndTime(),
                Fields.number(event, "capacity"),
                Fields.number(event, "established"),
                Fields.number(event, "timeWait"),
                Fields.number(event, "otherStates"),
                Fields.number(event, "timeWaitOurs"),
                Fields.number(event, "otherProcesses"),
                Fields.number(event, "free"),
                Fields.measure(event, "opensPerSecond"),
                left(event));
    }

    /** Whose ports they are; empty where that is a word we do not know. */
    static Optional<PortSide> side(RecordedEvent event) {
        String told = Fields.text(event, "side");
        return Arrays.stream(PortSide.values())
                .filter(side -> side.name().equals(told))
                .findFirst();
    }

    /** What shares the budget; the namespace is filled in later, when it is known. */
    static Destination destination(RecordedEvent event) {
        return side(event).filter(PortSide.SERVER::equals).isPresent()
                ? Destination.server("", Fields.integer(event, "localPort"))
                : Destination.client(
                        "",
                        Fields.address(event, "localAddress"),
                        Fields.address(event, "remoteAddress"),
                        Fields.integer(event, "remotePort"));
    }

    private static Duration left(RecordedEvent event) {
        Duration told = Fields.span(event, "secondsLeft");
        return told.isNegative() ? UNKNOWN : told;
    }
}
