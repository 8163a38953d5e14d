package io.firstfin.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code classes.list} is what gets defined in the boot loader, in its order. */
class BootClassesTest {

    private static final int FEWER_THAN = 30;

    @Test
    void the_list_names_exactly_the_classes_of_this_module() throws Exception {
        assertThat(listed()).containsExactlyInAnyOrderElementsOf(compiled());
    }

    @Test
    void the_list_names_parents_before_their_children() throws Exception {
        Set<Class<?>> defined = new HashSet<>();
        for (String name : listed()) {
            Class<?> type = load(name);
            List<Class<?>> parents = new ArrayList<>(List.of(type.getInterfaces()));
            if (type.getSuperclass() != null) {
                parents.add(type.getSuperclass());
            }
            parents.removeIf(parent -> !isOurs(parent));
            assertThat(defined).as("before " + name).containsAll(parents);
            defined.add(type);
        }
    }

    /** Whoever finds it finds the others: an attach that failed half-way is repaired by the next. */
    @Test
    void the_bridge_is_the_last() throws Exception {
        List<String> listed = listed();
        assertThat(listed.get(listed.size() - 1)).isEqualTo(Bridge.class.getName());
    }

    /** Classes of the boot loader are never unloaded. */
    @Test
    void they_stay_few() throws Exception {
        assertThat(listed()).hasSizeLessThan(FEWER_THAN);
    }

    @Test
    void the_bridge_refuses_to_live_in_another_loader() {
        assertThatThrownBy(() -> Bridge.setTracer(null))
                .isInstanceOf(ExceptionInInitializerError.class)
                .hasRootCauseInstanceOf(IllegalStateException.class)
                .rootCause()
                .hasMessageContaining("boot loader");
    }

    static Stream<Class<?>> classes() throws IOException {
        return listed().stream().map(BootClassesTest::load);
    }

    private static boolean isOurs(Class<?> type) {
        return type.getPackage() == Tracer.class.getPackage();
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, Tracer.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new AssertionError("listed, but not there: " + name, e);
        }
    }

    private static List<String> listed() throws IOException {
        try (InputStream in = Tracer.class.getResourceAsStream("classes.list")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    private static List<String> compiled() throws IOException, URISyntaxException {
        URI root =
                Tracer.class.getProtectionDomain().getCodeSource().getLocation().toURI();
        try (Stream<Path> files = Files.walk(Path.of(root))) {
            return files.map(file -> Path.of(root).relativize(file).toString())
                    .filter(file -> file.endsWith(".class"))
                    .filter(file -> !file.endsWith("package-info.class"))
                    .map(file -> file.replace('/', '.').replace(".class", ""))
                    .toList();
        }
    }
}
