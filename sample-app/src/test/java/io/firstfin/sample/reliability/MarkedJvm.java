package io.firstfin.sample.reliability;

import io.firstfin.sample.Jcmd;
import io.firstfin.sample.Jdk;
import io.firstfin.sample.Namespace;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/** {@link MarkedTraffic} in a JVM and a namespace of its own, and what its recordings must hold. */
final class MarkedJvm implements AutoCloseable {
    private final Path log;
    private final Path stderr;
    private final Process process;
    private final BufferedReader answers;
    private final BufferedWriter questions;
    private long marks;

    MarkedJvm(Jdk jdk, Path folder, String... options) throws Exception {
        log = folder.resolve("closes.log");
        stderr = folder.resolve("stderr");
        List<String> command = new ArrayList<>(new Namespace(40_000, 49_999).entry());
        command.addAll(List.of(jdk.java().toString(), "-XX:+UseSerialGC", "-Xmx128m", "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of(options));
        Path classes = Path.of(System.getProperty("sample.classes"));
        command.addAll(List.of(
                "-cp",
                classes.resolveSibling("test-classes").toString(),
                MarkedTraffic.class.getName(),
                log.toString()));
        process = new ProcessBuilder(command).redirectError(stderr.toFile()).start();
        answers = process.inputReader();
        questions = process.outputWriter();
        await("started");
    }

    String pid() {
        return Long.toString(process.pid());
    }

    String jcmd(String command) throws Exception {
        return Jcmd.run(process.pid(), command);
    }

    /** Has it mark this moment, in every recording and in its log. */
    long mark() throws IOException {
        questions.write(++marks + "\n");
        questions.flush();
        await("marked");
        return marks;
    }

    /** The ports of the connections that were closed between two marks, in order. */
    List<Integer> closedBetween(long from, long to) throws IOException {
        List<String> lines = Files.readAllLines(log);
        return lines.subList(lines.indexOf("mark " + from), lines.indexOf("mark " + to)).stream()
                .filter(line -> line.startsWith("close "))
                .map(line -> Integer.valueOf(line.substring(6)))
                .toList();
    }

    /** Whatever it said of its own: of a JVM, or of an agent. */
    String stderr() throws IOException {
        return Files.readString(stderr);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** What a recording holds of it. */
    record Held(Set<Long> marks, List<Integer> closes) {
        static Held in(Path recording) throws IOException {
            Held held = new Held(new HashSet<>(), new ArrayList<>());
            try (RecordingFile file = new RecordingFile(recording)) {
                while (file.hasMoreEvents()) {
                    RecordedEvent event = file.readEvent();
                    switch (event.getEventType().getName()) {
                        case "user.Mark" -> held.marks.add(event.getLong("number"));
                        case "firstfin.Close" -> {
                            if ("CLIENT".equals(event.getString("role"))) {
                                held.closes.add(event.getInt("localPort"));
                            }
                        }
                        default -> {
                            continue;
                        }
                    }
                }
            }
            return held;
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    private void await(String answer) throws IOException {
        String line = answers.readLine();
        if (!answer.equals(line)) {
            throw new AssertionError("the JVM said " + line + " in place of " + answer + ": " + stderr());
        }
    }
}
