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
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * An application under trial, in a JVM and a network namespace of its own. It answers questions: a line on its
 * stdin, a line on its stdout. It ends when its stdin is closed.
 */
final class TrialJvm implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 240;
    private static final String END = "(end)";

    /** What the JVM itself warns of, such as "[14.059s][warning][gc] ...": it is no answer. */
    private static final Pattern LOGGED = Pattern.compile("\\[\\d+[.,]\\d+s]\\[");

    private final Process process;
    private final Path folder;
    private final BufferedWriter questions;
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();

    private TrialJvm(Process process, Path folder) {
        this.process = process;
        this.folder = folder;
        this.questions = process.outputWriter();
        Thread reader = new Thread(this::readAnswers, "answers of " + process.pid());
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * Starts it in a folder, which is its temporary directory, too.
     *
     * @param options of its JVM
     */
    static TrialJvm start(Jdk jdk, Path folder, Namespace namespace, Class<?> main, List<String> options)
            throws IOException {
        return start(jdk, folder, namespace, List.of(), main, options);
    }

    /** @param prefix what starts the JVM, once it is in its namespace */
    static TrialJvm start(
            Jdk jdk, Path folder, Namespace namespace, List<String> prefix, Class<?> main, List<String> options)
            throws IOException {
        List<String> command = new ArrayList<>(namespace.entry());
        command.addAll(prefix);
        // the compiler's threads come and go otherwise, and threads are counted
        command.addAll(List.of(
                jdk.java().toString(),
                "-XX:+UseSerialGC",
                "-XX:-UseDynamicNumberOfCompilerThreads",
                "-Djava.io.tmpdir=" + folder));
        command.addAll(options);
        command.addAll(List.of(
                "-cp",
                Path.of(System.getProperty("sample.classes"))
                        .resolveSibling("test-classes")
                        .toString(),
                main.getName()));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectError(folder.resolve("stderr").toFile());
        // the JVM would announce these options on stderr
        builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
        return new TrialJvm(builder.start(), folder);
    }

    long pid() {
        return process.pid();
    }

    Path folder() {
        return folder;
    }

    String jcmd(String command) throws Exception {
        return Jcmd.run(pid(), command);
    }

    /** Sends a question and waits for its answer. */
    String ask(String question) throws Exception {
        questions.write(question + "\n");
        questions.flush();
        String answer = answers.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (answer == null || answer.equals(END)) {
            throw new AssertionError(
                    "no answer to \"" + question + "\"; stderr: " + Files.readString(folder.resolve("stderr")));
        }
        return answer;
    }

    long askNumber(String question) throws Exception {
        return Long.parseLong(ask(question));
    }

    /** Lets it end in order. */
    void end() throws Exception {
        questions.close();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new AssertionError("it did not end in order; stderr: " + Files.readString(folder.resolve("stderr")));
        }
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void readAnswers() {
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!LOGGED.matcher(line).lookingAt()) {
                    answers.add(line);
                }
            }
        } catch (IOException e) {
            answers.add("unreadable: " + e);
        }
        answers.add(END);
    }
}
