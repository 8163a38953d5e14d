package io.firstfin.kernel.tracefs;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Writes a filter in the language of {@code Documentation/trace/events.rst}, section 5. Pure. */
final class PortFilter {
    private PortFilter() {}

    /** Lets through events with one of these ports at either end. */
    static String of(int... ports) {
        return Arrays.stream(ports)
                .mapToObj(port -> "sport == " + port + " || dport == " + port)
                .collect(Collectors.joining(" || "));
    }
}
