package io.firstfin.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.sample.support.LibraryTable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.utility.OpenedClassReader;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What close-reasons.txt says of libraries is held against their jars: a method that was renamed is noticed. */
class CloseRulesIT {
    private static final Map<String, Path> JARS = new HashMap<>();

    @BeforeAll
    static void fetch_the_jars() throws IOException {
        List<String> variants = RuledLibrary.allVariants().stream().distinct().toList();
        List<String> coordinates = variants.stream()
                .map(variant -> LibraryTable.coordinates(variant).get(0))
                .toList();
        List<Path> jars = MavenResolver.ofThisBuild().resolveAlone(coordinates);
        for (int i = 0; i < variants.size(); i++) {
            JARS.put(variants.get(i), jars.get(i));
        }
    }

    static Stream<RuledLibrary> libraries() {
        return RuledLibrary.all().stream().filter(library -> !library.name().equals(RuledLibrary.JDK));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("libraries")
    void every_version_of_a_library_has_the_methods_that_its_rules_name(RuledLibrary library) throws IOException {
        assertThat(library.variants()).as("lines of libraries.txt").isNotEmpty();
        List<String> missing = new ArrayList<>();
        for (String variant : library.variants()) {
            try (FileSystem jar = FileSystems.newFileSystem(JARS.get(variant))) {
                missing.addAll(missing(library, variant, jar.getPath("/")));
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void every_jdk_has_the_methods_that_the_rules_for_it_name() throws IOException {
        RuledLibrary library = RuledLibrary.all().stream()
                .filter(one -> one.name().equals(RuledLibrary.JDK))
                .findFirst()
                .orElseThrow();
        List<String> missing = new ArrayList<>();
        for (Jdk jdk : Jdks.all()) {
            Map<String, String> home = Map.of("java.home", jdk.home().toString());
            try (FileSystem image = FileSystems.newFileSystem(URI.create("jrt:/"), home)) {
                missing.addAll(missing(library, jdk.toString(), image.getPath("/modules/java.base")));
            }
        }
        assertThat(missing).isEmpty();
    }

    private static List<String> missing(RuledLibrary library, String version, Path root) throws IOException {
        List<String> missing = new ArrayList<>();
        for (String rule : library.methods()) {
            int dot = rule.lastIndexOf('.');
            Path file = root.resolve(rule.substring(0, dot).replace('.', '/') + ".class");
            if (!Files.exists(file)) {
                missing.add(version + " has no class " + rule.substring(0, dot));
            } else if (!methods(Files.readAllBytes(file)).contains(rule.substring(dot + 1))) {
                missing.add(version + " has no method " + rule);
            }
        }
        return missing;
    }

    private static Set<String> methods(byte[] classFile) {
        Set<String> names = new HashSet<>();
        ClassVisitor visitor = new ClassVisitor(OpenedClassReader.ASM_API) {
            @Override
            public MethodVisitor visitMethod(int access, String name, String type, String s, String[] exceptions) {
                names.add(name);
                return null;
            }
        };
        OpenedClassReader.of(classFile).accept(visitor, ClassReader.SKIP_CODE);
        return names;
    }
}
