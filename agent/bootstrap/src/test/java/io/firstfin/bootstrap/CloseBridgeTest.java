package io.firstfin.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jdk.jfr.Event;
import jdk.jfr.Name;
import jdk.jfr.Recording;
import jdk.jfr.SettingControl;
import jdk.jfr.SettingDefinition;
import org.junit.jupiter.api.Test;

/** What the bridge asks of the tracer at a close, in a JVM that has the bridge in its boot loader. */
class CloseBridgeTest {

    private static final List<String> ALL_STEPS = List.of("connectClosed", "closed", "callSite", "closeEnded");

    @Test
    void a_close_takes_every_step_and_ends_with_the_last() throws Exception {
        assertThat(stepsWhere("nothing")).isEqualTo(ALL_STEPS);
    }

    @Test
    void a_connect_event_that_cannot_be_committed_keeps_no_close_from_being_reported() throws Exception {
        assertThat(stepsWhere("connectClosed"))
                .containsExactly("connectClosed", "suppressed", "closed", "callSite", "closeEnded");
    }

    @Test
    void a_close_event_that_cannot_be_committed_ends_its_close() throws Exception {
        assertThat(stepsWhere("closed")).containsExactly("connectClosed", "closed", "suppressed", "closeEnded");
    }

    @Test
    void so_does_a_call_site_that_cannot_be_committed() throws Exception {
        assertThat(stepsWhere("callSite"))
                .containsExactly("connectClosed", "closed", "callSite", "suppressed", "closeEnded");
    }

    @Test
    void an_end_that_fails_does_not_reach_the_application() throws Exception {
        assertThat(stepsWhere("closeEnded"))
                .containsExactly("connectClosed", "closed", "callSite", "closeEnded", "suppressed");
    }

    /** The calls that the tracer gets, where the event of one step cannot be committed. */
    private static List<String> stepsWhere(String failing) throws Exception {
        URI bridge =
                Tracer.class.getProtectionDomain().getCodeSource().getLocation().toURI();
        Process process = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-Xbootclasspath/a:" + new File(bridge),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Victim.class.getName(),
                        failing)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String steps = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(steps).isZero();
        return steps.lines().toList();
    }

    /** Closes a connection over the bridge and prints each call that the tracer gets. */
    static final class Victim {

        private Victim() {}

        public static void main(String[] arguments) {
            String failing = arguments[0];
            Bridge.setTracer((Tracer) Proxy.newProxyInstance(
                    Victim.class.getClassLoader(), new Class<?>[] {Tracer.class}, (proxy, method, given) -> {
                        System.out.println(method.getName());
                        if (!method.getName().equals(failing)) {
                            return null;
                        }
                        if (method.getReturnType() == void.class) {
                            throw new IllegalStateException("this step fails");
                        }
                        return new UncommittableEvent();
                    }));
            try (Recording recording = new Recording()) {
                recording.setSettings(Map.of("test.Uncommittable#enabled", "true", "test.Uncommittable#fails", "yes"));
                recording.start();
                Bridge.closed("a close");
            }
        }
    }

    /** JFR asks its setting in the commit, and that throws. */
    @Name("test.Uncommittable")
    static final class UncommittableEvent extends Event {

        @SettingDefinition
        boolean fails(Failing failing) {
            throw new IllegalStateException("the event cannot be committed");
        }
    }

    /** The setting of an event that cannot be committed. */
    public static final class Failing extends SettingControl {

        @Override
        public String combine(Set<String> values) {
            return "";
        }

        @Override
        public void setValue(String value) {
            // whatever it is, the commit fails
        }

        @Override
        public String getValue() {
            return "";
        }
    }
}
