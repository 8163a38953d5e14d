package io.firstfin.analysis.recording;

import java.time.Duration;
import java.util.Locale;
import jdk.jfr.consumer.RecordedEvent;

/** Reads fields that an older or newer agent may not have written. */
final class Fields {

    private static final String MAPPED = "::ffff:";

    private Fields() {}

    /** A text; empty when absent or null. */
    static String text(RecordedEvent event, String field) {
        String value = event.hasField(field) ? event.getString(field) : null;
        return value == null ? "" : value;
    }

    /** A number; -1 when absent. */
    static long number(RecordedEvent event, String field) {
        return event.hasField(field) ? event.getLong(field) : -1;
    }

    /** A number that fits an int; -1 when absent. */
    static int integer(RecordedEvent event, String field) {
        return (int) number(event, field);
    }

    /** A measured value; -1 when absent. */
    static double measure(RecordedEvent event, String field) {
        return event.hasField(field) ? event.getDouble(field) : -1;
    }

    /** An address; an IPv4 one as people write it, however the kernel holds it. */
    static String address(RecordedEvent event, String field) {
        String address = text(event, field);
        return address.startsWith(MAPPED) && address.indexOf('.') > 0
                ? address.substring(MAPPED.length()) : address;
    }

    /** A flag; false when absent. */
    static boolean flag(RecordedEvent event, String field) {
        return event.hasField(field) && event.getBoolean(field);
    }

    /** A span of time; negative when absent or unknown. */
    static Duration span(RecordedEvent event, String field) {
        return event.hasField(field) ? event.getDuration(field) : Duration.ofNanos(-1);
    }

    /** A constant of an enum; the fallback when absent or from a newer agent. */
    static <E extends Enum<E>> E constant(RecordedEvent event, String field, E fallback) {
        String name = text(event, field);
        for (E constant : fallback.getDeclaringClass().getEnumConstants()) {
            if (constant.name().equals(name.toUpperCase(Locale.ROOT))) {
                return constant;
            }
        }
        return fallback;
    }
}
