package io.firstfin.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A class of the tests with a main, traced from the start of a JVM in a namespace of its own. */
public record SmallJvm(Process process, Path folder, Path recording, Runnable atClose) implements AutoCloseable {

    /** In a namespace of 1,000 ports. */
    static SmallJvm start(Jdk jdk, Path folder, Class<?> main, String... args) throws Exception {
        Namespace namespace = PortRanges.take();
        return start(jdk, folder, namespace.entry(), () -> PortRanges.giveBack(namespace), List.of(), main, args);
    }

    /** The same, with options of its JVM. */
    static SmallJvm startWith(List<String> options, Jdk jdk, Path folder, Class<?> main) throws Exception {
        Namespace namespace = PortRanges.take();
        return start(jdk, folder, namespace.entry(), () -> PortRanges.giveBack(namespace), options, main);
    }

    /** @param entry to a namespace whose ports are no other's while it runs */
    static SmallJvm startIn(List<String> entry, Jdk jdk, Path folder, Class<?> main, String... args) throws Exception {
        return start(jdk, folder, entry, () -> {}, List.of(), main, args);
    }

    /** The same, with options of its JVM. */
    public static SmallJvm startIn(
            List<String> entry, List<String> options, Jdk jdk, Path folder, Class<?> main, String... args)
            throws Exception {
        return start(jdk, folder, entry, () -> {}, options, main, args);
    }

    private static SmallJvm start(
            Jdk jdk,
            Path folder,
            List<String> entry,
            Runnable atClose,
            List<String> options,
            Class<?> main,
            String... args)
            throws Exception {
        Path recording = folder.resolve("small.jfr");
        List<String> command = new ArrayList<>(entry);
        command.addAll(List.of(jdk.java().toString(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx128m"));
        command.addAll(new Recording(folder).jvmArguments(recording));
        command.addAll(options);
        Path classes = Path.of(System.getProperty("sample.classes"));
        command.addAll(List.of("-cp", classes.resolveSibling("test-classes").toString(), main.getName()));
        command.addAll(List.of(args));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(folder.resolve("stdout").toFile())
                .redirectError(folder.resolve("stderr").toFile())
                .start();
        return new SmallJvm(process, folder, recording, atClose);
    }

    /** Waits until it ended in order; its recording is complete then. */
    public void awaitEnd() throws Exception {
        if (!process.waitFor(Patience.SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new AssertionError("it did not end in order: " + Files.readString(folder.resolve("stderr")));
        }
    }

    /** What stands behind that word on stdout. */
    public String said(String word) throws IOException {
        return Files.readAllLines(folder.resolve("stdout")).stream()
                .filter(line -> line.startsWith(word + " "))
                .map(line -> line.substring(word.length() + 1))
                .findFirst()
                .orElseThrow(() -> new AssertionError("it never said " + word));
    }

    @Override
    public void close() {
        process.destroyForcibly();
        atClose.run();
    }
}
