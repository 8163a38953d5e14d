package io.firstfin.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Period;
import jdk.jfr.Registered;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a reader of a recording sees of our events: names, labels, sentences, units. */
class EventWordingTest {

    /** Words that a label leaves as they are, and names of the kernel's own settings. */
    private static final Pattern TITLE_CASE =
            Pattern.compile("(([A-Z][A-Za-z_]*|On|of|a|to) ?)+|tcp_[a-z0-9_]+|somaxconn");

    /** Nouns of time in a field's name: such a field has a unit. */
    private static final Set<String> TIMES = Set.of(
            "lifetime",
            "closeWait",
            "roundTripTime",
            "remaining",
            "waiting",
            "httpUnreadFor",
            "longestWaiting",
            "sinceLastAccept",
            "cpuTime",
            "kernelDelay",
            "secondsLeft",
            "twReuseDelay",
            "finTimeout",
            "quietBeforeFin",
            "sentAfterFin");

    /** A side in KernelState, a count in PortBudget: JMC tells them apart by their types. */
    private static final String TWO_MEANINGS = "timeWait";

    static Stream<Class<?>> events() throws IOException {
        return BootClassesTest.classes()
                .filter(Event.class::isAssignableFrom)
                .filter(type -> !Modifier.isAbstract(type.getModifiers()));
    }

    static Stream<Field> fields() throws IOException {
        return BootClassesTest.classes()
                .filter(Event.class::isAssignableFrom)
                .flatMap(type -> Arrays.stream(type.getDeclaredFields()))
                // JFR adds fields of its own to an event class when it loads
                .filter(field -> !Modifier.isTransient(field.getModifiers()))
                .filter(field -> !Modifier.isStatic(field.getModifiers()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("events")
    void an_event_has_its_name_label_and_category(Class<?> event) {
        String name = event.getAnnotation(Name.class).value();
        String label = event.getAnnotation(Label.class).value();

        assertThat(name).isEqualTo("firstfin." + event.getSimpleName().replaceAll("Event$", ""));
        assertThat(label).matches(TITLE_CASE);
        assertThat(label.replace(" ", "")).isEqualTo(name.substring("firstfin.".length()));
        assertThat(event.getAnnotation(Category.class).value()).containsExactly("FirstFin");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("events")
    void an_event_is_described_in_one_plain_sentence(Class<?> event) {
        isOneSentence(event.getAnnotation(Description.class).value());
    }

    /** Defined in JVMs where nobody records: nothing may start by itself. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("events")
    void an_event_is_off_until_a_template_turns_it_on(Class<?> event) {
        assertThat(event.getAnnotation(Registered.class).value()).isFalse();
        assertThat(event.getAnnotation(Enabled.class).value()).isFalse();
        assertThat(event.isAnnotationPresent(StackTrace.class)).isTrue();
    }

    /** An agent's thread commits those: its stack would tell the reader nothing. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("events")
    void a_periodic_event_takes_no_stack(Class<?> event) {
        assertThat(event.isAnnotationPresent(Period.class) && takesStacks(event))
                .isFalse();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("fields")
    void a_field_is_public_and_of_a_type_that_tools_can_filter(Field field) {
        assertThat(Modifier.isPublic(field.getModifiers())).isTrue();
        assertThat(field.getType()).isIn(String.class, int.class, long.class, double.class, boolean.class);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("fields")
    void a_field_has_a_label_and_if_any_one_sentence(Field field) {
        assertThat(field.getAnnotation(Label.class).value()).matches(TITLE_CASE);
        Description description = field.getAnnotation(Description.class);
        if (description != null) {
            isOneSentence(description.value());
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("fields")
    void a_time_and_nothing_else_has_its_unit(Field field) {
        assertThat(field.isAnnotationPresent(Timespan.class)).isEqualTo(TIMES.contains(field.getName()));
    }

    /** JMC relates events by fields that are named alike. */
    @Test
    void fields_that_are_named_alike_are_labelled_and_typed_alike() throws IOException {
        Map<String, List<Field>> byName = fields().filter(
                        field -> !field.getName().equals(TWO_MEANINGS))
                .collect(Collectors.groupingBy(Field::getName));

        assertThat(byName.values())
                .allSatisfy(alike -> assertThat(alike.stream()
                                .map(EventWordingTest::labelAndType)
                                .distinct())
                        .hasSize(1));
    }

    private static String labelAndType(Field field) {
        return field.getAnnotation(Label.class).value() + " " + field.getType();
    }

    private static boolean takesStacks(Class<?> event) {
        return event.getAnnotation(StackTrace.class).value();
    }

    private static void isOneSentence(String text) {
        assertThat(text).doesNotEndWith(".").doesNotContain(". ").isEqualTo(text.trim());
        assertThat(text.length()).isBetween(5, 160);
    }
}
