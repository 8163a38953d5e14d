package io.firstfin.sample.reliability;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import net.bytebuddy.ByteBuddy;
import org.junit.jupiter.api.Assumptions;

/** The agents that FirstFin is tried with. */
public enum OtherAgentKind {
    OWN("an agent that retransforms the same classes"),
    OPENTELEMETRY(
            "OpenTelemetry 2.33.1",
            "opentelemetry-javaagent-2.33.1",
            "-Dotel.traces.exporter=none",
            "-Dotel.metrics.exporter=none",
            "-Dotel.logs.exporter=none",
            "-Dotel.javaagent.logging=none"),
    BLOCKHOUND("BlockHound 1.0.17.RELEASE", "blockhound-1.0.17.RELEASE", "-XX:+AllowRedefinitionToAddDeleteMethods");

    private final String text;
    private final String module;
    private final List<String> options;

    OtherAgentKind(String text) {
        this(text, null);
    }

    /** @param module of sample-libraries, which has fetched it */
    OtherAgentKind(String text, String module, String... options) {
        this.text = text;
        this.module = module;
        this.options = List.of(options);
    }

    /** The folders of sample-libraries that they come from. */
    public static List<String> modules() {
        return Arrays.stream(values())
                .map(kind -> kind.module)
                .filter(Objects::nonNull)
                .toList();
    }

    Path jar(Path folder) throws IOException {
        if (module == null) {
            return OtherAgent.jar(folder);
        }
        Path file = Path.of(System.getProperty("sample.libraries"), module, "target", "classpath")
                .normalize();
        if (!Files.isRegularFile(file)) {
            System.out.println(text + " is skipped: sample-libraries has not fetched it, " + file + " is missing");
            Assumptions.abort("the agent is not here");
        }
        return Arrays.stream(Files.readString(file).strip().split(File.pathSeparator))
                .map(Path::of)
                .filter(jar -> jar.getFileName().toString().startsWith(module))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no " + module + " in " + file));
    }

    /**
     * Options of its JVM. One whose boot class path grows says so on stdout, if it is let; where nothing at all
     * is logged, JDK 17 prints the arguments of JFR's commands there.
     */
    List<String> options() {
        List<String> quiet = new ArrayList<>(options);
        if (module != null) {
            quiet.addAll(List.of("-Xlog:disable", "-Xlog:all=error:stderr", "-XX:-PrintWarnings"));
        }
        return quiet;
    }

    /** What its classes need on the class path. */
    String classPath() throws Exception {
        return File.pathSeparator
                + Path.of(ByteBuddy.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI());
    }

    @Override
    public String toString() {
        return text;
    }
}
