package io.firstfin.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import jdk.jfr.AnnotationElement;
import jdk.jfr.Event;
import jdk.jfr.EventType;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Period;
import jdk.jfr.StackTrace;
import jdk.jfr.ValueDescriptor;
import org.junit.jupiter.api.Test;

/** docs/events.md holds every event and field as the classes declare them. */
class EventsDocumentTest {

    private static final Path DOCUMENT = Path.of("../../docs/events.md");
    private static final String BEGIN = "<!-- events -->\n";
    private static final String END = "<!-- /events -->";

    private static final List<Class<? extends Event>> EVENTS = List.of(
            BindEvent.class,
            ConnectEvent.class,
            AcceptEvent.class,
            HalfCloseEvent.class,
            CloseEvent.class,
            KernelStateEvent.class,
            HttpExchangeEvent.class,
            CallSiteEvent.class,
            CloseWaitEvent.class,
            FinWaitEvent.class,
            AcceptQueueEvent.class,
            UnreleasedChannelEvent.class,
            PortBudgetEvent.class,
            PortExhaustionEvent.class,
            PortInUseEvent.class,
            DescriptorExhaustionEvent.class,
            KernelSettingsEvent.class,
            KernelCountersEvent.class,
            AgentStatusEvent.class);

    private static final List<String> BY_JFR = List.of("startTime", "duration", "eventThread", "stackTrace");

    private static final List<String> COMMON =
            List.of("connection", "localAddress", "localPort", "remoteAddress", "remotePort");

    @Test
    void the_document_holds_every_event_and_field_as_declared() throws Exception {
        String document = Files.readString(DOCUMENT);
        int begin = document.indexOf(BEGIN) + BEGIN.length();
        String before = document.substring(0, begin);
        String after = document.substring(document.indexOf(END));
        String expected = before + tables() + after;
        if (Boolean.getBoolean("approve")) {
            Files.writeString(DOCUMENT, expected);
        }
        assertThat(Files.readString(DOCUMENT)).isEqualTo(expected);
    }

    private static String tables() {
        return EVENTS.stream().map(EventsDocumentTest::table).collect(Collectors.joining());
    }

    private static String table(Class<? extends Event> event) {
        FlightRecorder.register(event);
        EventType type = EventType.getEventType(event);
        StringBuilder text = new StringBuilder();
        text.append("### ").append(type.getName()).append("\n\n");
        text.append(type.getDescription()).append(". ").append(kind(event)).append("\n\n");
        text.append("| field | type | meaning |\n|---|---|---|\n");
        boolean aboutOneConnection = ConnectionEvent.class.isAssignableFrom(event);
        for (ValueDescriptor field : type.getFields()) {
            boolean common = aboutOneConnection && COMMON.contains(field.getName());
            if (!BY_JFR.contains(field.getName()) && !common) {
                text.append(row(field));
            }
        }
        return text.append("\n").toString();
    }

    private static String kind(Class<? extends Event> event) {
        Period period = event.getAnnotation(Period.class);
        String rhythm = period == null
                ? ""
                : period.value().equals("beginChunk")
                        ? "Once a chunk."
                        : "Periodic, by default every " + period.value() + ".";
        String stack = event.getAnnotation(StackTrace.class).value() ? "With the stack of the caller." : "";
        return (rhythm + stack).isEmpty() ? "From a thread of FirstFin." : rhythm + stack;
    }

    private static String row(ValueDescriptor field) {
        String meaning = field.getDescription() == null ? field.getLabel() : field.getDescription();
        return "| `" + field.getName() + "` | " + type(field) + " | " + meaning + " |\n";
    }

    private static String type(ValueDescriptor field) {
        String type = field.getTypeName().replace("java.lang.", "");
        for (AnnotationElement annotation : field.getAnnotationElements()) {
            if (annotation.getTypeName().equals("jdk.jfr.Timespan")) {
                return "time";
            }
        }
        return type;
    }
}
