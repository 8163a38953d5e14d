package io.firstfin.analysis.input;

import io.firstfin.analysis.Analysis;
import io.firstfin.analysis.view.Report;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jdk.jfr.AnnotationElement;
import jdk.jfr.Event;
import jdk.jfr.EventFactory;
import jdk.jfr.Name;
import jdk.jfr.Recording;
import jdk.jfr.Timespan;
import jdk.jfr.ValueDescriptor;

/**
 * Records the agent's events as one of another version would: with the fields a test names. They are
 * all told at once for the report, since JFR takes its time over each type that comes while it records.
 */
final class OtherAgent implements AutoCloseable {

    private final List<EventFactory> factories = new ArrayList<>();
    private final List<Runnable> told = new ArrayList<>();

    /** An event with these fields; what is a Duration is told as a span of time. */
    void tells(String event, Map<String, Object> fields) {
        List<ValueDescriptor> described = new ArrayList<>();
        fields.forEach((name, value) -> described.add(
                value instanceof Duration
                        ? new ValueDescriptor(
                                long.class, name, List.of(new AnnotationElement(Timespan.class, Timespan.NANOSECONDS)))
                        : new ValueDescriptor(primitive(value.getClass()), name)));
        EventFactory factory = EventFactory.create(List.of(new AnnotationElement(Name.class, event)), described);
        factory.register();
        factories.add(factory);
        told.add(() -> {
            Event one = factory.newEvent();
            int place = 0;
            for (Object value : fields.values()) {
                one.set(place++, value instanceof Duration span ? (Object) span.toNanos() : value);
            }
            one.commit();
        });
    }

    /** The same, with names and values by turns. */
    void tells(String event, Object... fields) {
        Map<String, Object> named = new LinkedHashMap<>();
        for (int i = 0; i < fields.length; i += 2) {
            named.put((String) fields[i], fields[i + 1]);
        }
        tells(event, named);
    }

    Report report(Path file) throws Exception {
        try (Recording recording = new Recording()) {
            recording.start();
            told.forEach(Runnable::run);
            recording.dump(file);
        }
        return Analysis.of(List.of(file));
    }

    @Override
    public void close() {
        factories.forEach(EventFactory::unregister);
    }

    private static Class<?> primitive(Class<?> boxed) {
        return Map.<Class<?>, Class<?>>of(
                        Long.class,
                        long.class,
                        Integer.class,
                        int.class,
                        Double.class,
                        double.class,
                        Boolean.class,
                        boolean.class,
                        Short.class,
                        short.class)
                .getOrDefault(boxed, boxed);
    }
}
