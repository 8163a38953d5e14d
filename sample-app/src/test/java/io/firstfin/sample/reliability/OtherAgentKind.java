package io.firstfin.sample.reliability;

import io.firstfin.sample.LibraryClassPath;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import net.bytebuddy.ByteBuddy;

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
    private final String library;
    private final List<String> options;

    OtherAgentKind(String text) {
        this(text, null);
    }

    /** @param library its name in the table of libraries; null where it has none */
    OtherAgentKind(String text, String library, String... options) {
        this.text = text;
        this.library = library;
        this.options = List.of(options);
    }

    /** The names of those in the table of libraries. */
    public static List<String> libraries() {
        return Arrays.stream(values())
                .map(kind -> kind.library)
                .filter(Objects::nonNull)
                .toList();
    }

    Path jar(Path folder) throws IOException {
        return library == null
                ? OtherAgent.jar(folder)
                : Path.of(LibraryClassPath.of(library).split(File.pathSeparator)[0]);
    }

    /**
     * Options of its JVM. One whose boot class path grows says so on stdout, if it is let; where nothing at all
     * is logged, JDK 17 prints the arguments of JFR's commands there.
     */
    List<String> options() {
        List<String> quiet = new ArrayList<>(options);
        if (library != null) {
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
