package io.firstfin.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Gets the OpenTelemetry Java agent by Maven. It is no dependency of this module, as no build needs it. */
final class OpenTelemetry {

    private static final String ARTIFACT = "io.opentelemetry.javaagent:opentelemetry-javaagent:2.33.1";

    private OpenTelemetry() {}

    /** Whether the jar is there, after it was fetched if need be. */
    static boolean isPossible(Artifacts artifacts) throws IOException, InterruptedException {
        Path jar = artifacts.openTelemetry();
        if (!Files.exists(jar)) {
            new ProcessBuilder(
                            "mvn",
                            "-q",
                            "-B",
                            "-N",
                            "dependency:copy",
                            "-Dartifact=" + ARTIFACT,
                            "-Dmdep.stripVersion=true",
                            "-DoutputDirectory=" + jar.getParent())
                    .directory(artifacts.project().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        }
        return Files.exists(jar);
    }
}
