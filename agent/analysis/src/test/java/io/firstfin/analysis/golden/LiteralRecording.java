package io.firstfin.analysis.golden;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jdk.jfr.Event;
import jdk.jfr.Name;

/**
 * A recording of exactly the events that it is given, at exactly the times; no JVM records it. The fields are
 * those of the agent's event classes. All times are seconds since the recording began.
 */
final class LiteralRecording {

    private static final Duration JVM_IS_OLDER = Duration.ofSeconds(60);

    private record Chunk(Duration from, Duration to) {

        boolean holds(LiteralEvent event) {
            return event.at().compareTo(from) >= 0 && event.at().compareTo(to) < 0;
        }
    }

    private final Instant start;
    private final List<Chunk> chunks = new ArrayList<>();
    private final List<LiteralEvent> events = new ArrayList<>();
    private final Map<String, Set<String>> without = new HashMap<>();
    private boolean inFileOrder;
    private long pid = -1;

    /** @param start when it began, as {@code 2026-03-01T10:00:00Z} */
    LiteralRecording(String start) {
        this.start = Instant.parse(start);
    }

    /** One chunk more; what is between two chunks was not recorded. */
    LiteralRecording chunk(double from, double to) {
        chunks.add(new Chunk(seconds(from), seconds(to)));
        return this;
    }

    /** Each chunk begins with an event that names the JVM, which began a minute before the recording. */
    LiteralRecording jvm(long processId) {
        pid = processId;
        return this;
    }

    /** Events of this type lack these fields, as those of an older agent do. */
    LiteralRecording without(Class<? extends Event> type, String... fields) {
        without.computeIfAbsent(nameOf(type), absent -> new HashSet<>()).addAll(List.of(fields));
        return this;
    }

    /** Writes each chunk's events in the order in which they were added; otherwise it is that of time. */
    LiteralRecording inFileOrder() {
        inFileOrder = true;
        return this;
    }

    /**
     * An event of the agent.
     *
     * @param values of its fields, such as {@code ending=FIN}; of several for a field the last one holds
     * @param stack its frames as {@code class.method:line}, the innermost first
     */
    LiteralRecording event(double at, Class<? extends Event> type, List<String> values, String... stack) {
        Map<String, String> given = new LinkedHashMap<>();
        for (String value : values) {
            int equals = value.indexOf('=');
            given.put(value.substring(0, equals), value.substring(equals + 1));
        }
        Map<LiteralField, Object> fields = new LinkedHashMap<>();
        Set<String> left = without.getOrDefault(nameOf(type), Set.of());
        for (Field declared : fieldsOf(type)) {
            LiteralField field = LiteralField.of(declared);
            String value = given.remove(field.name());
            if (!left.contains(field.name())) {
                fields.put(field, value == null ? field.unset() : field.value(value));
            }
        }
        if (!given.isEmpty()) {
            throw new IllegalArgumentException(nameOf(type) + " has no " + given.keySet());
        }
        events.add(new LiteralEvent(nameOf(type), seconds(at), fields, List.of(stack)));
        return this;
    }

    /** An event of any kind, with typed values such as {@code port:int=80}. */
    LiteralRecording otherEvent(double at, String type, String... values) {
        Map<LiteralField, Object> fields = new LinkedHashMap<>();
        for (String value : values) {
            int equals = value.indexOf('=');
            LiteralField field = LiteralField.parse(value.substring(0, equals));
            fields.put(field, field.value(value.substring(equals + 1)));
        }
        events.add(new LiteralEvent(type, seconds(at), fields, List.of()));
        return this;
    }

    /** The bytes of the file. */
    byte[] toArray() {
        for (LiteralEvent event : events) {
            if (chunks.stream().noneMatch(chunk -> chunk.holds(event))) {
                throw new IllegalArgumentException("in no chunk: " + event);
            }
        }
        JfrBytes file = new JfrBytes();
        JfrConstants constants = new JfrConstants();
        chunks.forEach(chunk -> file.add(bytes(chunk, constants)));
        return file.toArray();
    }

    private JfrBytes bytes(Chunk chunk, JfrConstants constants) {
        JfrChunk written = new JfrChunk(
                start.plus(chunk.from),
                chunk.from.toNanos(),
                chunk.to.minus(chunk.from).toNanos(),
                constants);
        if (pid >= 0) {
            written.add(jvmInformation(chunk.from));
        }
        List<LiteralEvent> held =
                new ArrayList<>(events.stream().filter(chunk::holds).toList());
        if (!inFileOrder) {
            held.sort(Comparator.comparing(LiteralEvent::at));
        }
        Map<String, Set<LiteralField>> types = new HashMap<>();
        for (LiteralEvent event : held) {
            Set<LiteralField> fields = event.fields().keySet();
            if (!types.computeIfAbsent(event.type(), absent -> fields).equals(fields)) {
                throw new IllegalArgumentException("other fields than before: " + event);
            }
            written.add(event);
        }
        return written.bytes();
    }

    private LiteralEvent jvmInformation(Duration at) {
        Map<LiteralField, Object> fields = new LinkedHashMap<>();
        fields.put(LiteralField.parse("jvmName"), "OpenJDK 64-Bit Server VM");
        fields.put(LiteralField.parse("jvmVersion"), "OpenJDK 64-Bit Server VM (17.0.15+6) for linux-amd64");
        fields.put(
                LiteralField.parse("jvmStartTime:date"),
                start.minus(JVM_IS_OLDER).toEpochMilli());
        fields.put(LiteralField.parse("pid:long"), pid);
        return new LiteralEvent("jdk.JVMInformation", at, fields, List.of());
    }

    private static Duration seconds(double seconds) {
        return Duration.ofNanos(Math.round(seconds * 1e9));
    }

    private static String nameOf(Class<? extends Event> type) {
        return type.getAnnotation(Name.class).value();
    }

    private static List<Field> fieldsOf(Class<?> type) {
        List<Field> fields = new ArrayList<>();
        for (Class<?> declaring = type; declaring != Event.class; declaring = declaring.getSuperclass()) {
            for (Field field : declaring.getDeclaredFields()) {
                if (Modifier.isPublic(field.getModifiers()) && !Modifier.isStatic(field.getModifiers())) {
                    fields.add(field);
                }
            }
        }
        return fields;
    }
}
