package io.firstfin.templates;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.bootstrap.ConnectionEvent;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jfr.Configuration;
import jdk.jfr.Event;
import jdk.jfr.EventType;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Period;
import jdk.jfr.SettingDescriptor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.openjdk.jmc.flightrecorder.configuration.events.EventConfiguration;
import org.openjdk.jmc.flightrecorder.configuration.events.SchemaVersion;
import org.openjdk.jmc.flightrecorder.configuration.model.xml.XMLModel;
import org.openjdk.jmc.flightrecorder.configuration.model.xml.XMLValidationResult;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Every event against every entry of every template, both ways; and what the tools say to them. */
class TemplatesTest {

    private static final Map<String, EventType> OURS = new TreeMap<>();

    @TempDir
    private Path folder;

    @BeforeAll
    static void registerEveryEvent() throws IOException, ReflectiveOperationException {
        try (InputStream in = ConnectionEvent.class.getResourceAsStream("classes.list")) {
            String names = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            for (String name :
                    names.lines().filter(line -> line.endsWith("Event")).toList()) {
                register(Class.forName(name));
            }
        }
    }

    private static void register(Class<?> type) {
        if (!Modifier.isAbstract(type.getModifiers())) {
            Class<? extends Event> event = type.asSubclass(Event.class);
            FlightRecorder.register(event);
            if (event.isAnnotationPresent(Period.class)) {
                // as the agent does: JFR takes an event for periodic once somebody offers to make it
                FlightRecorder.addPeriodicEvent(event, event::getName);
            }
            EventType registered = EventType.getEventType(event);
            OURS.put(registered.getName(), registered);
        }
    }

    static Stream<Templates> templates() {
        return Templates.all();
    }

    static Stream<Arguments> templatesAndJdks() {
        List<Path> homes = jdksWithJfr();
        return Templates.all().flatMap(template -> homes.stream().map(home -> Arguments.of(template, home)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("templates")
    void names_every_event_of_ours_once_and_no_unknown_one(Templates template) {
        List<String> named = template.elements("event").stream()
                .map(event -> event.getAttribute("name"))
                .toList();

        assertThat(named).doesNotHaveDuplicates();
        assertThat(named.stream().filter(name -> name.startsWith("firstfin.")))
                .containsExactlyInAnyOrderElementsOf(OURS.keySet());
        assertThat(named.stream().filter(name -> !name.startsWith("firstfin."))).containsExactly("jdk.JVMInformation");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("templates")
    void sets_what_an_event_can_be_set_to_and_nothing_else(Templates template) {
        for (Element event : template.elements("event")) {
            EventType type = type(event);
            assertThat(names(Templates.settings(event)))
                    .as(type.getName())
                    .containsExactlyInAnyOrderElementsOf(meaningfulSettings(type));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("templates")
    void labels_an_event_as_the_event_labels_itself(Templates template) {
        for (Element event : template.elements("event")) {
            assertThat(event.getAttribute("label")).isEqualTo(type(event).getLabel());
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("templates")
    void labels_every_control_and_uses_it(Templates template) {
        Set<String> referred = new TreeSet<>();
        for (Element setting : template.elements("setting")) {
            if (setting.hasAttribute("control")) {
                referred.add(setting.getAttribute("control"));
            }
        }
        assertThat(template.controls())
                .allSatisfy(control -> assertThat(control.getAttribute("label")).isNotBlank());
        assertThat(names(template.controls())).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(referred);
    }

    /** JMC and {@code jfr configure} take the control's value, JFR itself the setting's. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("templates")
    void says_in_a_setting_what_its_control_says(Templates template) {
        Map<String, String> values = template.controls().stream()
                .collect(Collectors.toMap(control -> control.getAttribute("name"), Element::getTextContent));
        for (Element setting : template.elements("setting")) {
            if (setting.hasAttribute("control")) {
                assertThat(setting.getTextContent()).isEqualTo(values.get(setting.getAttribute("control")));
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("templates")
    void keeps_the_order_that_jfr_asks_for(Templates template) {
        List<String> order = List.of("category", "event", "control");
        Element root = template.xml().getDocumentElement();
        List<Integer> places = new ArrayList<>();
        for (Node n = root.getFirstChild(); n != null; n = n.getNextSibling()) {
            if (n instanceof Element) {
                places.add(order.indexOf(n.getNodeName()));
            }
        }

        assertThat(places).isSorted().doesNotContain(-1);
        assertThat(root.getAttribute("version")).isEqualTo("2.0");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("templates")
    void is_read_by_jfr(Templates template) throws Exception {
        Configuration read;
        try (Reader reader = new InputStreamReader(Templates.open(template.name()), StandardCharsets.UTF_8)) {
            read = Configuration.create(reader);
        }
        assertThat(read.getSettings())
                .containsEntry("firstfin.Close#enabled", "true")
                .containsEntry("jdk.JVMInformation#enabled", "true")
                .containsEntry("jdk.JVMInformation#period", "beginChunk");
        assertThat(read.getDescription()).isNotBlank();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("templates")
    void is_valid_for_mission_control(Templates template) throws Exception {
        EventConfiguration.validate(Templates.open(template.name()), template.name(), SchemaVersion.V2);
        XMLModel model = EventConfiguration.createModel(Templates.open(template.name()));
        model.checkErrors();

        assertThat(model.getResults()).filteredOn(XMLValidationResult::isError).isEmpty();
        assertThat(new EventConfiguration(model).getConfigEventTypes()).isNotEmpty();
    }

    @ParameterizedTest(name = "{0} with {1}")
    @MethodSource("templatesAndJdks")
    void is_taken_by_jfr_configure_which_turns_its_controls(Templates template, Path home) throws Exception {
        Path input = Files.write(folder.resolve(template.name()), Templates.bytes(template.name()));
        Path output = folder.resolve("configured.jfc");

        List<String> command = new ArrayList<>(List.of("configure", "--verbose"));
        command.addAll(List.of("--input", input.toString(), "--output", output.toString()));
        Map<String, String> turned = new TreeMap<>();
        for (Element control : template.controls()) {
            turned.put(control.getAttribute("name"), otherValue(control));
        }
        turned.forEach((name, value) -> command.add(name + "=" + value));

        jfr(home, command);

        Map<String, String> settings = Configuration.create(output).getSettings();
        for (Element event : template.elements("event")) {
            for (Element setting : Templates.settings(event)) {
                String name = event.getAttribute("name") + "#" + setting.getAttribute("name");
                String control = setting.getAttribute("control");
                assertThat(settings).containsEntry(name, turned.getOrDefault(control, setting.getTextContent()));
            }
        }
    }

    private static String otherValue(Element control) {
        return switch (control.getTextContent()) {
            case "true" -> "false";
            case "false" -> "true";
            default -> "2 s";
        };
    }

    private void jfr(Path home, List<String> arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(home.resolve("bin/jfr").toString()));
        command.addAll(arguments);
        Path output = folder.resolve("said.txt");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        int exit = process.waitFor();
        assertThat(exit).as(Files.readString(output)).isZero();
    }

    /** What JFR offers for the type, less what could not make a difference. */
    private static Set<String> meaningfulSettings(EventType type) {
        Set<String> settings = type.getSettingDescriptors().stream()
                .map(SettingDescriptor::getName)
                .collect(Collectors.toCollection(HashSet::new));
        // JDK 25 adds it to every event; a template for 17 and later cannot name it
        settings.remove("throttle");
        if (settings.contains("period")) {
            settings.remove("threshold");
            settings.remove("stackTrace");
        }
        return settings;
    }

    private static EventType type(Element event) {
        String name = event.getAttribute("name");
        return FlightRecorder.getFlightRecorder().getEventTypes().stream()
                .filter(type -> type.getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no event " + name));
    }

    private static List<String> names(List<Element> elements) {
        return elements.stream().map(element -> element.getAttribute("name")).toList();
    }

    private static List<Path> jdksWithJfr() {
        Set<Path> homes = new TreeSet<>();
        try (Stream<Path> installed =
                Files.isDirectory(Path.of("/usr/lib/jvm")) ? Files.list(Path.of("/usr/lib/jvm")) : Stream.empty()) {
            Stream.concat(installed, Stream.of(Path.of(System.getProperty("java.home"))))
                    .filter(home -> Files.isExecutable(home.resolve("bin/jfr")))
                    .forEach(home -> homes.add(real(home)));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return List.copyOf(homes);
    }

    private static Path real(Path home) {
        try {
            return home.toRealPath();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
