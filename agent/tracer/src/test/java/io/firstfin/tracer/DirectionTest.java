package io.firstfin.tracer;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who may see whom: what the package-infos promise. */
class DirectionTest {

    private static final String BOOTSTRAP = "io.firstfin.bootstrap..";
    private static final String KERNEL = "io.firstfin.kernel..";
    private static final String TRACER = "io.firstfin.tracer..";
    private static final String WEAVE = "io.firstfin.tracer.weave..";
    private static final String HOOKS_OF_SOCKETS = "io.firstfin.tracer.hooks.socket..";
    private static final String HOOKS_OF_TRANSPORTS = "io.firstfin.tracer.hooks.transport..";
    private static final String HOOKS = "io.firstfin.tracer.hooks..";
    private static final String CONNECTION = "io.firstfin.tracer.connection..";
    private static final String CORRELATE = "io.firstfin.tracer.correlate..";
    private static final String DIAGNOSE = "io.firstfin.tracer.diagnose..";
    private static final String SITE = "io.firstfin.tracer.site..";
    private static final String RECORD = "io.firstfin.tracer.record..";
    private static final String STATUS = "io.firstfin.tracer.status..";
    private static final String IDENTITY = "io.firstfin.tracer.identity..";
    private static final String THREAD = "io.firstfin.tracer.thread..";
    private static final String HTTP = "io.firstfin.tracer.http..";
    private static final String JDK = "io.firstfin.tracer.jdk..";
    private static final String BOOT = "io.firstfin.tracer.boot..";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.firstfin.tracer", "io.firstfin.kernel", "io.firstfin.bootstrap");

    @Test
    void weaving_knows_the_bridge_and_byte_buddy_but_no_connection_and_no_kernel() {
        sees(WEAVE, WEAVE, IDENTITY, BOOTSTRAP, "java..", "net.bytebuddy..");
    }

    @Test
    void hooks_of_sockets_know_no_library() {
        sees(HOOKS_OF_SOCKETS, HOOKS_OF_SOCKETS, WEAVE, BOOTSTRAP, "java..", "net.bytebuddy..");
    }

    @Test
    void hooks_of_transports_know_them_and_the_bridge() {
        sees(
                HOOKS_OF_TRANSPORTS,
                HOOKS_OF_TRANSPORTS,
                WEAVE,
                BOOTSTRAP,
                "io.netty.channel..",
                "java..",
                "net.bytebuddy..");
    }

    @Test
    void hooks_know_no_part_of_the_tracer_but_weaving() {
        noClasses()
                .that()
                .resideInAPackage(HOOKS)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        CONNECTION, CORRELATE, DIAGNOSE, SITE, RECORD, STATUS, THREAD, HTTP, JDK, BOOT, KERNEL)
                .check(CLASSES);
    }

    @Test
    void nobody_but_weaving_and_hooks_sees_byte_buddy() {
        noClasses()
                .that()
                .resideOutsideOfPackages(WEAVE, HOOKS)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("net.bytebuddy..")
                .check(CLASSES);
    }

    @Test
    void connections_know_neither_who_reports_them_nor_who_asks_the_kernel_afterwards() {
        sees(CONNECTION, CONNECTION, HTTP, SITE, JDK, THREAD, IDENTITY, BOOTSTRAP, KERNEL, "java..", "jdk.jfr..");
    }

    @Test
    void correlation_knows_connections_and_the_kernel() {
        sees(CORRELATE, CORRELATE, CONNECTION, THREAD, BOOTSTRAP, KERNEL, "java..");
    }

    @Test
    void diagnosis_knows_connections_and_the_kernel_but_not_how_a_verdict_is_settled() {
        sees(DIAGNOSE, DIAGNOSE, CONNECTION, HTTP, SITE, THREAD, BOOTSTRAP, KERNEL, "java..");
    }

    @Test
    void the_side_of_jfr_knows_no_weaving_no_correlation_and_no_diagnosis() {
        noClasses()
                .that()
                .resideInAPackage(RECORD)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(WEAVE, CORRELATE, DIAGNOSE)
                .check(CLASSES);
    }

    @Test
    void what_stands_below_all_knows_the_jdk_alone() {
        sees(JDK, JDK, "java..");
        sees(SITE, SITE, "java..");
        sees(HTTP, HTTP, "java..");
        sees(STATUS, STATUS, "java..");
        sees(THREAD, THREAD, "java..");
        sees(IDENTITY, IDENTITY, "java..");
        sees(BOOT, BOOT, "java..");
    }

    @Test
    void the_entrance_links_no_class_that_may_not_exist_yet() {
        classes()
                .that()
                .haveFullyQualifiedName("io.firstfin.tracer.Attachment")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("io.firstfin.tracer", BOOT, "java..")
                .check(CLASSES);
    }

    @Test
    void the_kernel_sees_neither_tracer_nor_bootstrap() {
        noClasses()
                .that()
                .resideInAPackage(KERNEL)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(TRACER, BOOTSTRAP)
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

    private static void sees(String who, String... whom) {
        classes()
                .that()
                .resideInAPackage(who)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(whom)
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
