package io.firstfin.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.victim.Hello;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/** Starts JVMs: victims, whose class path is the package of victims alone, and firstfin.jar. */
final class Forks {

    static final Path JAR = Path.of(System.getProperty("firstfin.jar"));
    private static final int SECONDS = 240;

    private final Path folder;

    Forks(Path folder) throws IOException {
        this.folder = folder;
        copyVictims();
    }

    /** How a process ended, and what it said. */
    record Ended(int exit, List<String> out, List<String> err) {}

    /** Runs {@code java -jar firstfin.jar} to its end. */
    Ended firstfin(Path home, String... arguments) throws Exception {
        List<String> command =
                new ArrayList<>(List.of(java(home), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar"));
        command.add(JAR.toString());
        command.addAll(Arrays.asList(arguments));
        return run(command);
    }

    /** Starts {@code java -jar firstfin.jar} and waits for nothing. */
    Process startFirstfin(Path home, Path err, String... arguments) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(java(home), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar"));
        command.add(JAR.toString());
        command.addAll(Arrays.asList(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(err.toFile());
        return withoutOptionVariables(builder).start();
    }

    /** Runs a victim to its end, which comes soon. */
    Ended victim(Path home, Class<?> main, String... options) throws Exception {
        return run(victimCommand(
                home,
                main,
                Stream.concat(Stream.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"), Stream.of(options))
                        .toArray(String[]::new)));
    }

    /** Runs a command of a shell to its end, in a folder, with the {@code java} of that JDK. */
    Ended shell(Path home, Path directory, String command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder("sh", "-e", "-c", command);
        builder.directory(directory.toFile());
        builder.environment().merge("PATH", home.resolve("bin").toString(), (old, bin) -> bin + ":" + old);
        return run(builder);
    }

    /** Where the classes of the victims are. */
    Path classes() {
        return folder.resolve("classes");
    }

    /** Starts a victim that goes on; its stderr goes to {@code victim.err}. */
    Process start(Path home, Class<?> main, String... options) throws IOException {
        return start(victimCommand(home, main, options));
    }

    /** The same, with a small disk of its own in place of {@code folder} that nobody else sees. */
    Process startOnSmallDisk(Path folder, int megabytes, Path home, Class<?> main, String... options)
            throws IOException {
        List<String> command = new ArrayList<>(onSmallDisk(folder, megabytes));
        command.addAll(victimCommand(home, main, options));
        return start(command);
    }

    /** Why there can be no small disk here; null when there can. */
    static String noSmallDisk(Path folder) throws Exception {
        List<String> command = new ArrayList<>(onSmallDisk(folder, 1));
        command.add("true");
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes());
            return process.waitFor() == 0 ? null : "no small disk can be mounted here: " + said;
        } catch (IOException e) {
            return e.getMessage();
        }
    }

    private static List<String> onSmallDisk(Path folder, int megabytes) {
        String mount = "mount -t tmpfs -o size=" + megabytes + "m tmpfs " + folder;
        return List.of("unshare", "-m", "sh", "-c", mount + " && exec \"$@\"", "sh");
    }

    private Process start(List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.redirectError(victimErr().toFile());
        return withoutOptionVariables(builder).start();
    }

    Path victimErr() {
        return folder.resolve("victim.err");
    }

    /** A jar that makes the probe an agent; its class is the class path's. */
    Path probe() throws IOException {
        return agent("probe.jar", "Agent-Class", "io.firstfin.victim.Probe");
    }

    /** One that makes an agent of a victim's class. */
    Path agent(String name, String attribute, String className) throws IOException {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.putValue(attribute, className);
        attributes.putValue("Can-Retransform-Classes", "true");
        Path jar = folder.resolve(name);
        try (OutputStream out = Files.newOutputStream(jar)) {
            new JarOutputStream(out, manifest).close();
        }
        return jar;
    }

    private List<String> victimCommand(Path home, Class<?> main, String... options) {
        List<String> command = new ArrayList<>(List.of(java(home)));
        command.addAll(Arrays.asList(options));
        command.addAll(List.of("-cp", classes().toString(), main.getName()));
        return command;
    }

    private Ended run(List<String> command) throws Exception {
        return run(new ProcessBuilder(command));
    }

    private Ended run(ProcessBuilder builder) throws Exception {
        Path out = Files.createTempFile(folder, "said", ".out");
        Path err = Files.createTempFile(folder, "said", ".err");
        builder.redirectOutput(out.toFile()).redirectError(err.toFile());
        Process process = withoutOptionVariables(builder).start();
        try {
            assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS))
                    .as("ended: " + builder.command())
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Ended(process.exitValue(), Files.readAllLines(out), Files.readAllLines(err));
    }

    /** Of those a JVM tells on stderr. */
    private static ProcessBuilder withoutOptionVariables(ProcessBuilder builder) {
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        builder.environment().remove("JDK_JAVA_OPTIONS");
        return builder;
    }

    private static String java(Path home) {
        return home.resolve("bin/java").toString();
    }

    private void copyVictims() throws IOException {
        try {
            Path root = Path.of(Hello.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            Path from = root.resolve("io/firstfin/victim");
            Path to = folder.resolve("classes/io/firstfin/victim");
            Files.createDirectories(to);
            try (Stream<Path> classes = Files.list(from)) {
                for (Path file : classes.toList()) {
                    Files.copy(file, to.resolve(file.getFileName()));
                }
            }
        } catch (java.net.URISyntaxException e) {
            throw new IOException(e);
        }
    }
}
