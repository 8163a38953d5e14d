package io.firstfin.tracer;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may see whom: what the package-infos promise. */
class DirectionTest {

    private static final String BOOTSTRAP = "io.firstfin.bootstrap..";
    private static final String KERNEL = "io.firstfin.kernel..";
    private static final String TRACER = "io.firstfin.tracer";
    /** The enums of a verdict, which the analysis reads too. */
    private static final String WORDS = "io.firstfin.verdict..";

    private static final String JAVA = "java..";
    private static final String JFR = "jdk.jfr..";
    private static final String BYTE_BUDDY = "net.bytebuddy..";

    private static final String ATTACHMENT = "io.firstfin.tracer.Attachment";
    private static final String VERDICT = "io.firstfin.tracer.verdict";

    /** The classes of the kernel module that only hold what was read. */
    private static final Set<String> READINGS = Set.of(
            "io.firstfin.kernel.Endpoints",
            "io.firstfin.kernel.SocketRow",
            "io.firstfin.kernel.TcpState",
            "io.firstfin.kernel.sockdiag.DestroyedSocket",
            "io.firstfin.kernel.tcpinfo.TcpInfo");

    /** Each package of the tracer, and besides itself and {@code java..} what it may import, from below upward. */
    private static final Map<String, List<String>> IMPORTS = imports();

    private static Map<String, List<String>> imports() {
        Map<String, List<String>> table = new LinkedHashMap<>();
        table.put("base", List.of());
        table.put("boot", List.of());
        table.put("jdk", List.of());
        table.put("site", List.of("base"));
        table.put("reason", List.of());
        table.put("verdict", List.of(WORDS, KERNEL));
        table.put("connection", List.of("verdict", "reason", "jdk", "base", WORDS, KERNEL, BOOTSTRAP, JFR));
        table.put("sink", List.of("connection", "verdict", "reason", "base", WORDS, KERNEL, BOOTSTRAP, JFR));
        table.put(
                "http",
                List.of("sink", "connection", "verdict", "reason", "base", "jdk", WORDS, KERNEL, BOOTSTRAP, JFR));
        table.put(
                "lifecycle",
                List.of(
                        "http",
                        "sink",
                        "connection",
                        "verdict",
                        "reason",
                        "site",
                        "jdk",
                        "base",
                        WORDS,
                        KERNEL,
                        BOOTSTRAP,
                        JFR));
        table.put("settle", List.of("sink", "connection", "verdict", "base", WORDS, KERNEL, BOOTSTRAP, JFR));
        table.put("ports", List.of("sink", "connection", "verdict", "reason", "site", "base", WORDS, KERNEL, JFR));
        table.put("record", List.of("boot", "jdk", "base", KERNEL, JFR));
        table.put("weave", List.of("base", BOOTSTRAP, BYTE_BUDDY));
        table.put("hooks.pool", List.of("weave", BOOTSTRAP, BYTE_BUDDY));
        table.put("hooks.socket", List.of("weave", BOOTSTRAP, BYTE_BUDDY));
        table.put("hooks.transport", List.of("weave", BOOTSTRAP, BYTE_BUDDY, "io.netty.channel.."));
        return table;
    }

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.firstfin.tracer", "io.firstfin.kernel", "io.firstfin.bootstrap");

    static Stream<String> packages() {
        return IMPORTS.keySet().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("packages")
    void a_package_imports_what_the_table_allows(String name) {
        List<String> allowed = new ArrayList<>(List.of(TRACER + "." + name, JAVA));
        IMPORTS.get(name).forEach(other -> allowed.add(other.contains("..") ? other : TRACER + "." + other));
        classes()
                .that()
                .resideInAPackage(TRACER + "." + name)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(allowed.toArray(String[]::new))
                .check(CLASSES);
    }

    @Test
    void the_table_has_no_circle() {
        List<String> below = new ArrayList<>();
        IMPORTS.forEach((name, others) -> {
            assertThat(others).filteredOn(IMPORTS::containsKey).as(name).isSubsetOf(below);
            below.add(name);
        });
    }

    @Test
    void every_package_is_in_the_table_but_those_that_see_all_or_libraries() {
        Set<String> packages = CLASSES.stream()
                .map(JavaClass::getPackageName)
                .filter(name -> name.startsWith(TRACER + "."))
                .map(name -> name.substring(TRACER.length() + 1))
                .collect(Collectors.toCollection(TreeSet::new));

        packages.removeAll(Set.of("control", "hooks", "hooks.http"));
        assertThat(packages).containsExactlyInAnyOrderElementsOf(IMPORTS.keySet());
    }

    @Test
    void verdicts_are_pure() {
        classes()
                .that()
                .resideInAPackage(VERDICT)
                .should()
                .onlyDependOnClassesThat(DescribedPredicate.describe(
                        "hold readings, or are of java.lang or java.util",
                        type -> type.isPrimitive()
                                || type.isArray()
                                || type.getPackageName().equals(VERDICT)
                                || type.getPackageName().equals("io.firstfin.verdict")
                                || READINGS.contains(type.getName())
                                || Set.of("java.lang", "java.lang.invoke", "java.lang.runtime", "java.util", "java.net")
                                        .contains(type.getPackageName())))
                .andShould()
                .onlyCallMethodsThat(DescribedPredicate.describe(
                        "neither read a clock nor wait nor ask the network",
                        target -> !Set.of("java.lang.System", "java.lang.Thread", "java.net.InetAddress")
                                .contains(target.getOwner().getName())))
                .check(CLASSES);
    }

    @Test
    void hooks_know_no_part_of_the_tracer_but_weaving() {
        noClasses()
                .that()
                .resideInAPackage(TRACER + ".hooks..")
                .should()
                .dependOnClassesThat(DescribedPredicate.describe(
                        "are of another part of the tracer, or of the kernel module",
                        type -> type.getPackageName().startsWith("io.firstfin.kernel")
                                || type.getPackageName().startsWith(TRACER + ".")
                                        && !type.getPackageName().startsWith(TRACER + ".hooks")
                                        && !type.getPackageName().equals(TRACER + ".weave")))
                .check(CLASSES);
    }

    @Test
    void nobody_but_weaving_and_hooks_sees_byte_buddy() {
        noClasses()
                .that()
                .resideOutsideOfPackages(TRACER + ".weave", TRACER + ".hooks..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(BYTE_BUDDY)
                .check(CLASSES);
    }

    @Test
    void the_entrance_links_no_class_that_may_not_exist_yet() {
        classes()
                .that()
                .haveFullyQualifiedName(ATTACHMENT)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(TRACER, TRACER + ".control", TRACER + ".boot", JAVA)
                .check(CLASSES);
    }

    @Test
    void the_kernel_sees_neither_tracer_nor_bootstrap() {
        noClasses()
                .that()
                .resideInAPackage(KERNEL)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(TRACER + "..", BOOTSTRAP)
                .check(CLASSES);
    }

    @Test
    void bootstrap_finds_all_it_needs_in_the_boot_loader() {
        classes()
                .that()
                .resideInAPackage(BOOTSTRAP)
                .should()
                .onlyDependOnClassesThat(isBootstrapOrOf("java.base", "jdk.jfr"))
                .check(CLASSES);
    }

    private static DescribedPredicate<JavaClass> isBootstrapOrOf(String... modules) {
        Set<String> packages = Stream.of(modules)
                .map(name -> ModuleLayer.boot().findModule(name).orElseThrow())
                .flatMap(module -> module.getPackages().stream())
                .collect(Collectors.toSet());
        return DescribedPredicate.describe(
                "are of bootstrap, or of " + String.join(", ", modules),
                type -> type.isPrimitive()
                        || type.getPackageName().startsWith("io.firstfin.bootstrap")
                        || packages.contains(type.getBaseComponentType().getPackageName()));
    }
}
