package io.firstfin.analysis.render.json;

import io.firstfin.analysis.model.CallSite;
import io.firstfin.analysis.model.Destination;
import io.firstfin.verdict.Role;
import java.time.Duration;
import java.util.function.BiConsumer;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes what is known into JSON, and leaves out what nobody knows. */
final class JsonFields {

    private JsonFields() {}

    /** An array with an object for each. */
    static <T> void array(ObjectNode node, String name, Iterable<T> all, BiConsumer<ObjectNode, T> writer) {
        ArrayNode array = node.putArray(name);
        all.forEach(one -> writer.accept(array.addObject(), one));
    }

    /** An array of texts. */
    static void texts(ObjectNode node, String name, Iterable<String> all) {
        ArrayNode array = node.putArray(name);
        all.forEach(array::add);
    }

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

    /** A call site, where it is known. */
    static void site(ObjectNode node, CallSite site) {
        if (site.isKnown()) {
            node.put("site", site.place());
            text(node, "library", site.library());
        }
    }
}
