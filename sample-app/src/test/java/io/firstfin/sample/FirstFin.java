package io.firstfin.sample;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The shipped jar, used as its users do. */
public final class FirstFin {
    private FirstFin() {}

    public static Path jar() {
        String property = System.getProperty("firstfin.jar");
        Path jar = Path.of(property == null ? "(no property firstfin.jar)" : property)
                .normalize();
        if (!Files.isRegularFile(jar)) {
            throw new IllegalStateException(
                    jar + " is missing: build the whole project first, " + "mvn -DskipTests package");
        }
        return jar;
    }

    /** Runs a command of the jar to its end; returns what it printed. */
    public static String run(Jdk jdk, String... arguments) throws Exception {
        return runWith(List.of(), jdk, arguments);
    }

    /** The same, with options of its JVM. */
    public static String runWith(List<String> options, Jdk jdk, String... arguments) throws Exception {
        List<String> command =
                new ArrayList<>(List.of(jdk.java().toString(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(options);
        command.addAll(List.of("-jar", jar().toString()));
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile("firstfin", ".out");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            int exit = process.waitFor();
            String printed = Files.readString(output);
            if (exit != 0) {
                throw new AssertionError(List.of(arguments) + " ended with " + exit + ": " + printed);
            }
            return printed;
        } finally {
            Files.delete(output);
        }
    }
}
