package io.firstfin.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What firstfin.jar holds, and what it must not. */
class JarShapeIT {

    private static final String CLI = "META-INF/firstfin/cli/";
    private static final String ISOLATED = "META-INF/firstfin/isolated/";
    private static final String BOOT = "META-INF/firstfin/isolated/boot/";

    private static Set<String> files;
    private static Attributes manifest;

    @BeforeAll
    static void readJar() throws IOException {
        try (JarFile jar = new JarFile(Forks.JAR.toFile())) {
            files = files(jar);
            manifest = jar.getManifest().getMainAttributes();
        }
    }

    @Test
    void the_applications_class_path_gets_nothing_but_the_door() {
        assertThat(files).allMatch(file -> file.startsWith("io/firstfin/launcher/") || file.startsWith("META-INF/"));
        assertThat(files.stream().filter(file -> file.startsWith("META-INF/")))
                .allMatch(file -> file.startsWith(ISOLATED)
                        || file.startsWith(CLI)
                        || file.equals("META-INF/MANIFEST.MF")
                        || file.startsWith("META-INF/maven/io.firstfin/firstfin/"));
    }

    @Test
    void every_zone_has_its_entrance() {
        assertThat(files)
                .contains(
                        ISOLATED + "io/firstfin/tracer/Attachment.class",
                        ISOLATED + "io/firstfin/tracer/boot/AgentProperties.class",
                        ISOLATED + "io/firstfin/kernel/source/SocketTables.class",
                        ISOLATED + "io/firstfin/templates/firstfin.jfc",
                        ISOLATED + "io/firstfin/templates/firstfin-diagnose.jfc",
                        ISOLATED + "net/bytebuddy/asm/Advice.class",
                        ISOLATED + "com/sun/jna/Native.class",
                        BOOT + "io/firstfin/bootstrap/Bridge.class",
                        BOOT + "io/firstfin/bootstrap/classes.list",
                        CLI + "io/firstfin/cli/Cli.class",
                        CLI + "io/firstfin/analysis/Analysis.class",
                        CLI + "io/firstfin/kernel/source/SocketTables.class",
                        CLI + "io/firstfin/templates/firstfin.jfc",
                        CLI + "io/firstfin/templates/firstfin-diagnose.jfc",
                        CLI + "picocli/CommandLine.class");
    }

    @Test
    void a_traced_jvm_gets_no_class_of_the_command_line() {
        assertThat(packagesIn(ISOLATED))
                .allMatch(name -> name.startsWith("net/bytebuddy/")
                        || name.startsWith("com/sun/jna/")
                        || name.startsWith("io/firstfin/tracer/")
                        || name.startsWith("io/firstfin/kernel/")
                        || name.startsWith("boot/io/firstfin/bootstrap/"));
    }

    @Test
    void the_command_line_gets_no_class_of_a_traced_jvm() {
        assertThat(packagesIn(CLI))
                .noneMatch(name -> name.startsWith("net/bytebuddy/")
                        || name.startsWith("io/firstfin/tracer/")
                        || name.startsWith("io/firstfin/bootstrap/"));
    }

    @Test
    void the_bootstrap_classes_are_where_no_loader_but_the_boot_loader_gets_them() {
        assertThat(files.stream().filter(file -> file.contains("io/firstfin/bootstrap/")))
                .isNotEmpty()
                .allMatch(file -> file.startsWith(BOOT));
    }

    /** The kernel's own record of each step: tests alone read it, as root. */
    @Test
    void no_reader_of_tracefs_is_packed() {
        assertThat(files.stream().filter(file -> file.contains("tracefs"))).isEmpty();
    }

    /** They read older class files of JDK 5; we run on 17 and later. */
    @Test
    void no_variant_for_old_jdks_is_packed() {
        assertThat(files).noneMatch(file -> file.contains("jdk5"));
        assertThat(files).noneMatch(file -> file.contains("META-INF/versions/"));
        assertThat(files).noneMatch(file -> file.endsWith("module-info.class"));
    }

    @Test
    void native_libraries_of_jna_are_for_linux_alone() {
        Set<String> natives = files.stream()
                .filter(file -> file.contains("com/sun/jna/"))
                .filter(file -> !file.endsWith(".class"))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(natives)
                .contains(
                        ISOLATED + "com/sun/jna/linux-x86-64/libjnidispatch.so",
                        ISOLATED + "com/sun/jna/linux-aarch64/libjnidispatch.so")
                .allMatch(file -> file.contains("com/sun/jna/linux-"));
    }

    /** Unpacking a dependency twice would keep what its older version had. */
    @Test
    void the_command_lines_services_are_those_of_its_dependencies() throws IOException {
        Set<String> expected = new TreeSet<>();
        for (String path : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (path.endsWith(".jar")) {
                try (JarFile jar = new JarFile(path)) {
                    Set<String> inside = files(jar);
                    if (inside.stream().anyMatch(JarShapeIT::isClassOfCommandLine)) {
                        inside.stream()
                                .filter(file -> file.startsWith("META-INF/services/"))
                                .forEach(expected::add);
                    }
                }
            }
        }
        assertThat(services(CLI)).isEqualTo(expected).isNotEmpty();
        assertThat(services(ISOLATED)).isEmpty();
    }

    @Test
    void the_manifest_names_the_doors() {
        assertThat(manifest.getValue("Main-Class")).isEqualTo("io.firstfin.launcher.Main");
        assertThat(manifest.getValue("Premain-Class")).isEqualTo("io.firstfin.launcher.Agent");
        assertThat(manifest.getValue("Agent-Class")).isEqualTo("io.firstfin.launcher.Agent");
        assertThat(manifest.getValue("Can-Retransform-Classes")).isEqualTo("true");
        assertThat(manifest.getValue("Implementation-Version")).matches("\\d+\\.\\d+\\.\\d+.*");
        assertThat(manifest.getValue("Class-Path")).isNull();
        assertThat(manifest.getValue("Boot-Class-Path")).isNull();
    }

    private static boolean isClassOfCommandLine(String file) {
        return file.endsWith(".class")
                && !file.startsWith("META-INF/")
                && !file.equals("module-info.class")
                && files.contains(CLI + file);
    }

    private static Set<String> services(String zone) {
        return files.stream()
                .filter(file -> file.startsWith(zone + "META-INF/services/"))
                .map(file -> file.substring(zone.length()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> packagesIn(String zone) {
        return files.stream()
                .filter(file -> file.startsWith(zone) && file.endsWith(".class"))
                .map(file -> file.substring(zone.length()))
                .map(file -> file.substring(0, file.lastIndexOf('/') + 1))
                .distinct()
                .toList();
    }

    private static Set<String> files(JarFile jar) {
        try (Stream<JarEntry> entries = jar.stream()) {
            return entries.filter(entry -> !entry.isDirectory())
                    .map(JarEntry::getName)
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (UncheckedIOException e) {
            throw new AssertionError(jar.getName(), e);
        }
    }
}
