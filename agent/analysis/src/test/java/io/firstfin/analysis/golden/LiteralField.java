package io.firstfin.analysis.golden;

import java.lang.reflect.Field;
import java.math.BigDecimal;
import java.time.Duration;
import jdk.jfr.Timespan;

/**
 * A field of a {@link LiteralEvent}.
 *
 * @param name its name
 * @param type a primitive type, or String
 * @param unit of a span of time, such as {@link Timespan#NANOSECONDS}; DATE of a point in time in milliseconds;
 *     empty for any other field
 */
record LiteralField(String name, Class<?> type, String unit) {

    static final String DATE = "DATE";

    private static final long UNKNOWN_SPAN = Long.MIN_VALUE;

    static LiteralField of(Field declared) {
        Timespan span = declared.getAnnotation(Timespan.class);
        return new LiteralField(declared.getName(), declared.getType(), span == null ? "" : span.value());
    }

    /** A field whose type stands after its name, as in {@code port:int} or {@code waiting:ns}; else a String. */
    static LiteralField parse(String nameAndType) {
        String[] parts = nameAndType.split(":", 2);
        return switch (parts.length == 1 ? "String" : parts[1]) {
            case "String" -> new LiteralField(parts[0], String.class, "");
            case "int" -> new LiteralField(parts[0], int.class, "");
            case "long" -> new LiteralField(parts[0], long.class, "");
            case "short" -> new LiteralField(parts[0], short.class, "");
            case "double" -> new LiteralField(parts[0], double.class, "");
            case "boolean" -> new LiteralField(parts[0], boolean.class, "");
            case "ns" -> new LiteralField(parts[0], long.class, Timespan.NANOSECONDS);
            case "us" -> new LiteralField(parts[0], long.class, Timespan.MICROSECONDS);
            case "ms" -> new LiteralField(parts[0], long.class, Timespan.MILLISECONDS);
            case "s" -> new LiteralField(parts[0], long.class, Timespan.SECONDS);
            case "date" -> new LiteralField(parts[0], long.class, DATE);
            default -> throw new IllegalArgumentException("no type of a field: " + nameAndType);
        };
    }

    /**
     * The value that a text represents: {@code null}, a number, {@code true}, a span such as {@code 12ms}, or
     * {@code unknown} for a span that JFR shows as N/A.
     */
    Object value(String text) {
        if (type == String.class) {
            return text.equals("null") ? null : text;
        }
        if (type == boolean.class) {
            return text.equals("true");
        }
        if (type == double.class) {
            return Double.valueOf(text);
        }
        long number = unit.isEmpty() || unit.equals(DATE) ? Long.parseLong(text) : span(text);
        if (type == int.class) {
            return Math.toIntExact(number);
        }
        return type == short.class ? (Object) (short) number : (Object) number;
    }

    /** What an event has in a field that nobody set. */
    Object unset() {
        return type == String.class ? null : value(unit.isEmpty() || unit.equals(DATE) ? "0" : "0s");
    }

    /** Spans as the tables write them: {@code 1.5s}, {@code 12ms}, {@code 250us}, {@code 90ns}. */
    static Duration duration(String text) {
        int digits = 0;
        while (digits < text.length() && (Character.isDigit(text.charAt(digits)) || text.charAt(digits) == '.')) {
            digits++;
        }
        int places = switch (text.substring(digits)) {
            case "s" -> 9;
            case "ms" -> 6;
            case "us" -> 3;
            case "ns" -> 0;
            default -> throw new IllegalArgumentException("no span of time: " + text);
        };
        return Duration.ofNanos(
                new BigDecimal(text.substring(0, digits)).movePointRight(places).longValueExact());
    }

    private long span(String text) {
        if (text.equals("unknown")) {
            return UNKNOWN_SPAN;
        }
        long nanos = duration(text).toNanos();
        return switch (unit) {
            case Timespan.NANOSECONDS -> nanos;
            case Timespan.MICROSECONDS -> nanos / 1_000;
            case Timespan.MILLISECONDS -> nanos / 1_000_000;
            case Timespan.SECONDS -> nanos / 1_000_000_000;
            default -> throw new IllegalArgumentException("no unit of a span: " + unit);
        };
    }
}
