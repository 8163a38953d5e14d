package io.firstfin.sample.situation;

import io.firstfin.sample.AgentCommand;
import io.firstfin.sample.FirstFin;
import io.firstfin.sample.Jdk;
import io.firstfin.sample.LibraryClassPath;
import io.firstfin.sample.Namespace;
import io.firstfin.sample.Recording;
import io.firstfin.sample.ShippedCommandLine;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/**
 * The two JVMs of situations, in a network namespace of their own: the application's, with FirstFin, and the other
 * process. They play one situation after the other, each with a recording of its own; between two of them all
 * connections are destroyed, those in TIME_WAIT, too.
 */
final class SituationJvms implements AutoCloseable {
    /** The kernel is sampled once a second: this often after the last act, so that what waits for a second is seen. */
    private static final int SAMPLES_AFTER = 2;

    private static final long FIRST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1_600);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(700);
    private static final int DESTROY_AT_MOST = 20;
    private static final long DESTROY_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(12);

    private final Path folder;
    private final Template template;
    private final Recording recording;
    private final Conversation application;
    private final Conversation peer;

    private SituationJvms(Path folder, Template template, Conversation application, Conversation peer) {
        this.folder = folder;
        this.template = template;
        this.recording = new Recording(folder);
        this.application = application;
        this.peer = peer;
    }

    static SituationJvms start(Jdk jdk, Template template, Surroundings surroundings, Path folder) throws Exception {
        Namespace namespace = new Namespace(surroundings.firstPort(), surroundings.lastPort());
        List<String> command = new ArrayList<>(namespace.entryWithoutAssassins());
        if (!surroundings.setting().isEmpty()) {
            command.addAll(List.of("sh", "-c", surroundings.setting() + " && exec \"$0\" \"$@\""));
        }
        command.addAll(java(jdk));
        if (template == Template.ALWAYS_ON) {
            command.addAll(List.of("-javaagent:" + FirstFin.jar().toRealPath(), "-Xlog:jfr+startup=error"));
        }
        command.addAll(main());
        Conversation application = Conversation.start(folder, "application", command);
        if (template == Template.DIAGNOSE) {
            AgentCommand.run(application.pid(), "attach");
        }
        List<String> other = new ArrayList<>(List.of("sh", "-c", surroundings.peerEntry(application.pid())));
        other.addAll(java(jdk));
        other.addAll(main());
        return new SituationJvms(folder, template, application, Conversation.start(folder, "peer", other));
    }

    private static List<String> java(Jdk jdk) {
        return List.of(jdk.java().toString(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx128m");
    }

    private static List<String> main() throws IOException {
        StringBuilder classPath = new StringBuilder(System.getProperty("sample.classes"));
        for (String library : Libraries.VARIANTS) {
            classPath.append(File.pathSeparator).append(LibraryClassPath.of(library));
        }
        return List.of("-cp", classPath.toString(), Situations.class.getName(), "play");
    }

    /** Plays one, and reports what was recorded of it; the whole report is kept in a file. */
    FirstAnswer play(Situation situation, Path kept, ShippedCommandLine firstfin) throws Exception {
        Path file = folder.resolve(Situations.name(situation) + ".jfr");
        try {
            peer.command("serve", situation);
            recording.startWith(application.pid(), template.file(), template.options());
            try {
                application.command("run", situation);
                awaitSettled(Instant.now());
            } finally {
                recording.stop(application.pid(), file);
            }
        } finally {
            application.command("end", situation);
            peer.command("end", situation);
            destroyConnections();
        }
        return FirstAnswer.of(file, kept, firstfin);
    }

    /** Until FirstFin has the kernel's word on every close, and has seen for a while what stays open. */
    private void awaitSettled(Instant acted) throws Exception {
        Path soFar = folder.resolve("so-far.jfr");
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        LockSupport.parkNanos(FIRST_PAUSE_NANOS);
        while (System.nanoTime() < deadline) {
            LockSupport.parkNanos(PAUSE_NANOS);
            recording.dump(application.pid(), soFar);
            if (isSettled(RecordingFile.readAllEvents(soFar), acted)) {
                return;
            }
        }
    }

    private static boolean isSettled(List<RecordedEvent> events, Instant acted) {
        List<RecordedEvent> statuses = events.stream()
                .filter(event -> event.getEventType().getName().equals("firstfin.AgentStatus"))
                .filter(event -> event.getStartTime().isAfter(acted))
                .sorted((one, other) -> one.getStartTime().compareTo(other.getStartTime()))
                .toList();
        return statuses.size() >= SAMPLES_AFTER
                && statuses.get(statuses.size() - 1).getLong("unsettled") == 0;
    }

    /**
     * Until the kernel has none left. Where it refuses, the next situation has some more in TIME_WAIT, to other ports.
     */
    private void destroyConnections() throws Exception {
        List<String> destroy = List.of(
                "nsenter", "-n", "-t", String.valueOf(application.pid()), "ss", "-K", "-Htn", "state", "connected");
        for (int i = 0; i < DESTROY_AT_MOST; i++) {
            Process ss = new ProcessBuilder(destroy).redirectErrorStream(true).start();
            if (ss.getInputStream().readAllBytes().length == 0) {
                return;
            }
            LockSupport.parkNanos(DESTROY_PAUSE_NANOS);
        }
    }

    /** The folder is to be deleted after that. */
    @Override
    public void close() throws Exception {
        peer.close();
        application.close();
        Files.deleteIfExists(folder.resolve("so-far.jfr"));
    }
}
