package io.firstfin.analysis.input;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import jdk.jfr.AnnotationElement;
import jdk.jfr.EventType;
import jdk.jfr.Timespan;
import jdk.jfr.ValueDescriptor;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedStackTrace;

/** Reads the fields of an event, which an older or newer agent may not have written, or otherwise. */
final class Fields {

    private static final String MAPPED = "::ffff:";
    /** A span that is absent. */
    static final Duration UNKNOWN = Duration.ofNanos(-1);

    /** No span in a recording is longer: a longer one is none. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    /** The words of each enum by their name; {@code Class.getEnumConstants} makes a copy each time. */
    private static final ClassValue<Map<String, Enum<?>>> WORDS = new ClassValue<>() {
        @Override
        protected Map<String, Enum<?>> computeValue(Class<?> type) {
            Map<String, Enum<?>> words = new HashMap<>();
            for (Object word : type.getEnumConstants()) {
                words.put(((Enum<?>) word).name(), (Enum<?>) word);
            }
            return words;
        }
    };

    /** The fields that the events of a type have in a recording. */
    static final class Type {
        private final EventType described;
        private final Map<String, ValueDescriptor> fields = new HashMap<>();
        private final Map<String, String> units = new HashMap<>();

        Type(EventType described) {
            this.described = described;
            for (ValueDescriptor field : described.getFields()) {
                fields.putIfAbsent(field.getName(), field);
            }
        }

        /** Whether it is this very description: another chunk may describe a type of the same number otherwise. */
        boolean isOf(EventType other) {
            return described == other;
        }
    }

    private final RecordedEvent event;
    private final Type type;

    /** @param type that of the event */
    Fields(RecordedEvent event, Type type) {
        this.event = event;
        this.type = type;
    }

    /** When the event ended. */
    Instant time() {
        return event.getEndTime();
    }

    /** A moment; that of the event when absent. */
    Instant instant(String field) {
        return event.hasField(field) ? event.getInstant(field) : time();
    }

    /** A text; empty when absent or null. */
    String text(String field) {
        return value(field) instanceof String text ? text : "";
    }

    /** A number; -1 when absent. */
    long number(String field) {
        Object value = value(field);
        return isWhole(value) ? ((Number) value).longValue() : -1;
    }

    /** A number; -1 when absent or no int. */
    int integer(String field) {
        long number = number(field);
        return number == (int) number ? (int) number : -1;
    }

    /** A measured value; -1 when absent. */
    double measure(String field) {
        return value(field) instanceof Number number ? number.doubleValue() : -1;
    }

    /** An address; an IPv4 one as people write it, however the kernel holds it. */
    String address(String field) {
        String address = text(field);
        return address.startsWith(MAPPED) && address.indexOf('.') > 0 ? address.substring(MAPPED.length()) : address;
    }

    /** The stack; null when it was not recorded. */
    RecordedStackTrace stack() {
        return value("stackTrace") instanceof RecordedStackTrace stack ? stack : null;
    }

    /** A flag, with what holds when it is absent. */
    boolean flag(String field, boolean absent) {
        return value(field) instanceof Boolean flag ? flag : absent;
    }

    /** A span of time; negative when absent or unknown. */
    Duration span(String field) {
        Object value = value(field);
        if (!isWhole(value)) {
            return UNKNOWN;
        }
        String unit = type.units.computeIfAbsent(field, name -> unit(type.fields.get(name)));
        Duration span = span(((Number) value).longValue(), unit);
        return span.isNegative() || span.compareTo(LONGEST) > 0 ? UNKNOWN : span;
    }

    /** A word of an enum; empty when absent or from a newer agent. */
    <E extends Enum<E>> Optional<E> word(String field, Class<E> words) {
        return Optional.ofNullable(word(field, words, null, null));
    }

    /**
     * A word of an enum, in whatever case.
     *
     * @param absent what an absent or empty field means
     * @param unknown what a word of a newer agent means
     */
    @SuppressWarnings("unchecked")
    <E extends Enum<E>> E word(String field, Class<E> words, E absent, E unknown) {
        String name = text(field);
        if (name.isEmpty()) {
            return absent;
        }
        Map<String, Enum<?>> known = WORDS.get(words);
        Enum<?> word = known.get(name);
        if (word == null) {
            word = known.getOrDefault(name.toUpperCase(Locale.ROOT), unknown);
        }
        return (E) word;
    }

    /** All whole numbers, by field; but not the JDK's own fields, a time, a duration and a thread. */
    Map<String, Long> wholeNumbers() {
        Map<String, Long> values = new LinkedHashMap<>();
        for (ValueDescriptor field : event.getFields()) {
            if (field.getContentType() == null && isWhole(event.getValue(field.getName()))) {
                values.put(field.getName(), number(field.getName()));
            }
        }
        return values;
    }

    /**
     * The value of a field; null when it is absent. The JDK compares the names of all fields up to the one that
     * is sought: with that of its own description it need not compare that name letter by letter.
     */
    private Object value(String name) {
        ValueDescriptor field = type.fields.get(name);
        return field == null ? null : event.getValue(field.getName());
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
}
