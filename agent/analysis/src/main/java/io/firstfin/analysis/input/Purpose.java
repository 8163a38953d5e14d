package io.firstfin.analysis.input;

import java.util.Set;

/** What recordings are read for: only what serves it is decoded. */
enum Purpose {

    /** A model: all events, without what only a list of closes shows. */
    MODEL,

    /** The kernel's last word on each close, and who closed by the sampled stacks. */
    LAST_WORDS(EventDecoder.JVM, "firstfin.CallSite", "firstfin.KernelState"),

    /** The closes, each with all that is known of it. */
    CLOSES(EventDecoder.JVM, "firstfin.Close");

    private final Set<String> events;

    /** @param events what is needed; all where none is named */
    Purpose(String... events) {
        this.events = Set.of(events);
    }

    boolean needs(String event) {
        return events.isEmpty() || events.contains(event);
    }
}
