package io.firstfin.analysis.engine;

import io.firstfin.analysis.event.TestEvents;
import io.firstfin.analysis.event.TracedEvent;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.Window;
import java.util.List;

/** The events of one JVM, recorded for ten seconds from {@link TestEvents#BEGIN} on. */
final class RecordedEvents {

    private static final String JVM = "jvm";

    private RecordedEvents() {}

    /** What the engine makes of them, on Linux's default settings. */
    static Model model(TracedEvent... events) {
        return model(List.of(events));
    }

    static Model model(List<? extends TracedEvent> events) {
        Engine engine = new Engine();
        engine.recorded(JVM, "test.jfr", List.of(new Window(TestEvents.BEGIN, TestEvents.at(10_000))));
        engine.accept(JVM, TestEvents.settings(0));
        events.forEach(event -> engine.accept(JVM, event));
        return engine.snapshot();
    }
}
