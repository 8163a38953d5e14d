package io.firstfin.analysis.recording;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import jdk.jfr.AnnotationElement;
import jdk.jfr.Timespan;
import jdk.jfr.ValueDescriptor;
import jdk.jfr.consumer.RecordedEvent;

/** Reads fields that an older or newer agent may not have written, or may have written otherwise. */
final class Fields {

    private static final String MAPPED = "::ffff:";
    private static final Duration UNKNOWN = Duration.ofNanos(-1);

    /** Nothing that is told here lasts longer: such a span is none. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private Fields() {}

    /** A text; empty when absent or null. */
    static String text(RecordedEvent event, String field) {
        return value(event, field) instanceof String text ? text : "";
    }

    /** A number; -1 when absent. */
    static long number(RecordedEvent event, String field) {
        Object value = value(event, field);
        return isWhole(value) ? ((Number) value).longValue() : -1;
    }

    /** A number; -1 when absent or no int. */
    static int integer(RecordedEvent event, String field) {
        long number = number(event, field);
        return number == (int) number ? (int) number : -1;
    }

    /** A measured value; -1 when absent. */
    static double measure(RecordedEvent event, String field) {
        return value(event, field) instanceof Number number ? number.doubleValue() : -1;
    }

    /** An address; an IPv4 one as people write it, however the kernel holds it. */
    static String address(RecordedEvent event, String field) {
        String address = text(event, field);
        return address.startsWith(MAPPED) && address.indexOf('.') > 0 ? address.substring(MAPPED.length()) : address;
    }

    /** A flag; false when absent. */
    static boolean flag(RecordedEvent event, String field) {
        return flag(event, field, false);
    }

    /** A flag, with what holds when it is absent. */
    static boolean flag(RecordedEvent event, String field, boolean absent) {
        return value(event, field) instanceof Boolean flag ? flag : absent;
    }

    /** A span of time; negative when absent or unknown. */
    static Duration span(RecordedEvent event, String field) {
        Object value = value(event, field);
        if (!isWhole(value)) {
            return UNKNOWN;
        }
        Duration span =
                span(((Number) value).longValue(), unit(event.getEventType().getField(field)));
        return span.isNegative() || span.compareTo(LONGEST) > 0 ? UNKNOWN : span;
    }

    /**
     * What stands in a field; null when it is absent. Asked for by its type, RecordedEvent would look
     * through the names and types of all fields again.
     */
    private static Object value(RecordedEvent event, String field) {
        return event.getEventType().getField(field) == null ? null : event.getValue(field);
    }

    private static boolean isWhole(Object value) {
        return value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte;
    }

    /** By hand: {@code RecordedEvent.getDuration} makes a proxy each time to ask for the unit. */
    private static Duration span(long value, String unit) {
        return switch (unit) {
            case Timespan.NANOSECONDS -> Duration.ofNanos(value);
            case Timespan.MICROSECONDS -> Duration.of(value, ChronoUnit.MICROS);
            case Timespan.MILLISECONDS -> Duration.ofMillis(value);
            case Timespan.SECONDS -> Duration.ofSeconds(value);
            default -> UNKNOWN;
        };
    }

    /** The unit of a span; empty where the field is none. */
    private static String unit(ValueDescriptor field) {
        for (AnnotationElement annotation : field.getAnnotationElements()) {
            if (annotation.getTypeName().equals(Timespan.class.getName())) {
                return (String) annotation.getValue("value");
            }
        }
        return "";
    }

    /** A constant of an enum; the fallback when absent or from a newer agent. */
    static <E extends Enum<E>> E constant(RecordedEvent event, String field, E fallback) {
        String name = text(event, field);
        for (E constant : fallback.getDeclaringClass().getEnumConstants()) {
            if (constant.name().equalsIgnoreCase(name)) {
                return constant;
            }
        }
        return fallback;
    }
}
