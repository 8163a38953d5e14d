package io.firstfin.analysis.render.json;

import io.firstfin.analysis.model.Destination;
import io.firstfin.verdict.Role;
import java.time.Duration;
import tools.jackson.databind.node.ObjectNode;

/** Writes what is known into JSON, and leaves out what nobody knows. */
final class JsonFields {

    private JsonFields() {}

    /** A text, if there is one. */
    static void text(ObjectNode node, String name, String text) {
        if (!text.isEmpty()) {
            node.put(name, text);
        }
    }

    /** A number, unless it is negative. */
    static void number(ObjectNode node, String name, long number) {
        if (number >= 0) {
            node.put(name, number);
        }
    }

    /** A measured value, unless it is negative. */
    static void measure(ObjectNode node, String name, double measured) {
        if (measured >= 0) {
            node.put(name, measured);
        }
    }

    /** A span of time in milliseconds, unless it is negative. */
    static void millis(ObjectNode node, String name, Duration span) {
        if (!span.isNegative()) {
            node.put(name, span.toNanos() / 1e6);
        }
    }

    /** Where connections lead; binds lead nowhere yet. */
    static void end(ObjectNode node, Destination end) {
        if (end.role() != Role.CLIENT || !end.address().isEmpty()) {
            node.put("destination", end.label());
        }
        node.put("role", end.role().name());
        node.put("network", end.network());
        text(node, "source", end.source());
    }
}
