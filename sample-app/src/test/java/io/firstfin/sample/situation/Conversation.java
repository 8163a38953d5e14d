package io.firstfin.sample.situation;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process that runs {@link Situations}, and obeys one command after the other. */
final class Conversation implements AutoCloseable {
    private static final int SECONDS_TO_END = 30;

    private final Process process;
    private final BufferedReader answers;
    private final Path stderr;

    private Conversation(Process process, Path stderr) {
        this.process = process;
        this.answers = process.inputReader();
        this.stderr = stderr;
    }

    /** Starts it, and waits until it is ready. */
    static Conversation start(Path folder, String name, List<String> command) throws IOException {
        Path stderr = folder.resolve(name + ".stderr");
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectError(stderr.toFile());
        // options from there would be announced on stderr
        builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
        Conversation conversation = new Conversation(builder.start(), stderr);
        conversation.awaitDone("start");
        return conversation;
    }

    long pid() {
        return process.pid();
    }

    /** Gives a command, and waits until it is done. */
    void command(String command, Situation situation) throws IOException {
        String line = command + " " + Situations.name(situation);
        process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.US_ASCII));
        process.getOutputStream().flush();
        awaitDone(line);
    }

    private void awaitDone(String command) throws IOException {
        String answer = answers.readLine();
        // an application may print what it likes, and so may libraries
        while (answer != null && !answer.equals("DONE") && !answer.startsWith("FAILED ")) {
            answer = answers.readLine();
        }
        if (!"DONE".equals(answer)) {
            throw new AssertionError(command + ": " + answer + "; stderr: " + Files.readString(stderr));
        }
    }

    /** It closes what is open and ends with its stdin, and the programs that it started end with it. */
    @Override
    public void close() throws IOException, InterruptedException {
        process.getOutputStream().close();
        if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
