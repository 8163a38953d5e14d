package io.firstfin.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.victim.BusyApp;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A busy application in a JVM of its own. Every line of its stdout must be an answer. */
final class Victim implements AutoCloseable {

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);

    private final Process process;
    private final BufferedReader answers;
    private final BufferedWriter questions;
    private final Path err;

    Victim(Forks forks, Path home) throws IOException {
        process = forks.start(home, BusyApp.class, forks.probe(), "-Xmx128m");
        err = forks.victimErr();
        answers = process.inputReader();
        questions = process.outputWriter();
    }

    String pid() {
        return Long.toString(process.pid());
    }

    String ask(String question) throws IOException {
        questions.write(question + "\n");
        questions.flush();
        String line = answers.readLine();
        assertThat(line).as("stdout is the application's alone").startsWith(question + ": ");
        return line.substring(question.length() + 2);
    }

    long askNumber(String question) throws IOException {
        return Long.parseLong(ask(question));
    }

    /** Asks until that is the answer: what comes by itself, such as a collection, takes its time. */
    void becomes(String question, String answer) throws IOException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        String last = ask(question);
        while (!last.equals(answer) && System.nanoTime() - deadline < 0) {
            last = ask(question);
        }
        assertThat(last).as(question).isEqualTo(answer);
    }

    /** Waits until it has made connections after this call. */
    void worksOn() throws IOException {
        long before = askNumber("rounds");
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (askNumber("rounds") < before + 3) {
            assertThat(System.nanoTime() - deadline).as("traffic stands still").isNegative();
        }
        assertThat(ask("failures")).isEqualTo("0");
    }

    List<String> stderr() throws IOException {
        return Files.readAllLines(err);
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
}
