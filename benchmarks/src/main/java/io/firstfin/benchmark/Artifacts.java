package io.firstfin.benchmark;

import java.net.URISyntaxException;
import java.nio.file.Path;

/**
 * The files that the measured JVMs load.
 *
 * @param project the folder of this clone of the repository
 */
record Artifacts(Path project, Path firstFin) {

    /** The folder whose {@code benchmarks/target/classes} holds this class. */
    static Path projectFolder() {
        try {
            Path classes = Path.of(Artifacts.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return classes.getParent().getParent().getParent();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    String template(String name) {
        return project.resolve("jfr-templates/src/main/resources/io/firstfin/templates/" + name)
                .toString();
    }

    Path programs() {
        return project.resolve("benchmarks/target/classes");
    }

    Path openTelemetry() {
        return project.resolve("benchmarks/target/opentelemetry/opentelemetry-javaagent.jar");
    }
}
