package io.firstfin.launcher;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class DirectionTest {

    /** What the application's class loader sees of us must not pull in anything else. */
    @Test
    void the_door_knows_the_jdk_alone() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("io.firstfin.launcher", "java..")
                .check(new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("io.firstfin.launcher"));
    }
}
