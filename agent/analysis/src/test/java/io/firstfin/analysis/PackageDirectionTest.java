package io.firstfin.analysis;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Holds what the package descriptions say about who may import whom. */
class PackageDirectionTest {

    @Test
    void each_package_sees_only_those_further_in() {
        JavaClasses classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.firstfin");
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("door")
                .definedBy("io.firstfin.analysis")
                .layer("input")
                .definedBy("io.firstfin.analysis.input")
                .layer("engine")
                .definedBy("io.firstfin.analysis.engine")
                .layer("event")
                .definedBy("io.firstfin.analysis.event")
                .layer("text")
                .definedBy("io.firstfin.analysis.render.text")
                .layer("html")
                .definedBy("io.firstfin.analysis.render.html")
                .layer("json")
                .definedBy("io.firstfin.analysis.render.json")
                .layer("view")
                .definedBy("io.firstfin.analysis.view")
                .layer("finding")
                .definedBy("io.firstfin.analysis.finding")
                .layer("whatif")
                .definedBy("io.firstfin.analysis.whatif")
                .layer("model")
                .definedBy("io.firstfin.analysis.model")
                .layer("others")
                .definedBy("io.firstfin.bootstrap", "io.firstfin.kernel..")
                .withOptionalLayers(true)
                .whereLayer("door")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("input")
                .mayOnlyBeAccessedByLayers("door")
                .whereLayer("engine")
                .mayOnlyBeAccessedByLayers("door", "input")
                .whereLayer("event")
                .mayOnlyBeAccessedByLayers("input", "engine")
                .whereLayer("text")
                .mayOnlyBeAccessedByLayers("door")
                .whereLayer("html")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("json")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("view")
                .mayOnlyBeAccessedByLayers("door", "text", "html", "json")
                .whereLayer("finding")
                .mayOnlyBeAccessedByLayers("view", "json")
                .whereLayer("whatif")
                .mayOnlyBeAccessedByLayers("view", "json")
                .whereLayer("others")
                .mayNotBeAccessedByAnyLayer()
                .check(classes);
    }
}
