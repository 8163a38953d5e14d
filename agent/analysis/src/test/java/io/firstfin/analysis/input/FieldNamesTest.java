package io.firstfin.analysis.input;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jfr.Event;
import jdk.jfr.EventType;
import jdk.jfr.FlightRecorder;
import jdk.jfr.ValueDescriptor;
import org.junit.jupiter.api.Test;

/** The names that the decoder asks for are those that the agent's event classes write. */
class FieldNamesTest {

    private static final Path DECODER = Path.of("src/main/java/io/firstfin/analysis/input/EventDecoder.java");
    private static final Pattern EVENT = Pattern.compile("case \"(firstfin\\.\\w+)\"");
    private static final Pattern FIELD =
            Pattern.compile("fields\\.(?:text|number|integer|measure|address|flag|span|word)\\(\\s*\"(\\w+)\"");

    @Test
    void each_event_that_is_decoded_is_one_of_the_agent_s() throws IOException {
        assertThat(found(EVENT))
                .hasSizeGreaterThan(15)
                .isSubsetOf(fieldsByEvent().keySet());
    }

    @Test
    void each_field_that_is_decoded_is_one_of_the_agent_s() throws IOException {
        Set<String> fields = new TreeSet<>();
        fieldsByEvent().values().forEach(fields::addAll);
        fields.addAll(Set.of("pid", "jvmName", "jvmVersion"));
        assertThat(found(FIELD)).hasSizeGreaterThan(80).isSubsetOf(fields);
    }

    private static Set<String> found(Pattern pattern) throws IOException {
        Set<String> found = new TreeSet<>();
        Matcher matcher = pattern.matcher(Files.readString(DECODER));
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }

    private static Map<String, Set<String>> fieldsByEvent() {
        Map<String, Set<String>> all = new TreeMap<>();
        for (JavaClass type : new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.firstfin.bootstrap")) {
            if (type.isAssignableTo(Event.class)
                    && !type.getModifiers().toString().contains("ABSTRACT")) {
                Class<? extends Event> written = type.reflect().asSubclass(Event.class);
                FlightRecorder.register(written);
                EventType event = EventType.getEventType(written);
                Set<String> names = new TreeSet<>();
                event.getFields().stream().map(ValueDescriptor::getName).forEach(names::add);
                all.put(event.getName(), names);
            }
        }
        return all;
    }
}
