package io.firstfin.tracer.hooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.tracer.hooks.socket.AsynchronousChannelHooks;
import io.firstfin.tracer.hooks.socket.DescriptorHooks;
import io.firstfin.tracer.weave.Target;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every JDK of this machine has a method for every hook that must meet one. */
class EveryJdkTest {

    private static final Pattern FEATURE = Pattern.compile("JAVA_VERSION=\"(\\d+)");
    private static final int OLDEST = 17;

    static Stream<Path> jdks() throws IOException {
        Map<Integer, Path> byFeature = new TreeMap<>();
        Path folder = Path.of("/usr/lib/jvm");
        if (Files.isDirectory(folder)) {
            try (Stream<Path> installed = Files.list(folder)) {
                for (Path home : installed.sorted().toList()) {
                    add(byFeature, home);
                }
            }
        }
        add(byFeature, Path.of(System.getProperty("java.home")));
        return byFeature.values().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("jdks")
    void every_hook_that_is_not_optional_meets_a_method(Path home) throws Exception {
        Map<String, String> outcomes = weaveAll(home);

        assertThat(WeaveAll.targets())
                .filteredOn(target -> !target.optional())
                .allSatisfy(target -> assertThat(outcomes.get(target.className()))
                        .startsWith("complete ")
                        .endsWith(" woven"));
    }

    /** Which class declares these is the JDK's choice; that one of them does is not. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("jdks")
    void the_release_of_descriptors_and_failed_asynchronous_connects_are_met_somewhere(Path home) throws Exception {
        Map<String, String> outcomes = weaveAll(home);

        assertThat(hooked(outcomes, DescriptorHooks.TARGETS))
                .contains("close")
                .containsAnyOf("preClose", "implPreClose");
        assertThat(hooked(outcomes, AsynchronousChannelHooks.FAILURES)).isNotEmpty();
    }

    private static Set<String> hooked(Map<String, String> outcomes, List<Target> targets) {
        Set<String> methods = new TreeSet<>();
        for (Target target : targets) {
            String outcome = outcomes.get(target.className());
            if (outcome.endsWith(" woven")) {
                methods.addAll(List.of(outcome.split(" ")));
            }
        }
        methods.removeAll(Set.of("complete", "partly", "woven"));
        return methods;
    }

    /** Class name to outcome, each line of what a JVM of that JDK says. */
    private static Map<String, String> weaveAll(Path home) throws Exception {
        Process process = new ProcessBuilder(
                        home.resolve("bin/java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        WeaveAll.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said.lines()
                .map(line -> line.split(" ", 2))
                .collect(Collectors.toMap(words -> words[0], words -> words[1]));
    }

    private static void add(Map<Integer, Path> byFeature, Path home) throws IOException {
        Path release = home.resolve("release");
        if (!Files.isExecutable(home.resolve("bin/java")) || !Files.exists(release)) {
            return;
        }
        Matcher feature = FEATURE.matcher(Files.readString(release));
        if (feature.find() && Integer.parseInt(feature.group(1)) >= OLDEST) {
            byFeature.put(Integer.valueOf(feature.group(1)), home);
        }
    }
}
