package io.firstfin.sample;

import io.firstfin.kernel.procfs.KernelCounters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Plays lessons: starts the victim, lets FirstFin in, and gathers what is left of the acts. */
final class Play {
    private static final Map<Lesson, Played> BY_ITSELF = new ConcurrentHashMap<>();

    private Play() {}

    /** What somebody does with the recording before it is gone. */
    interface Reader {
        void read(Path recording) throws Exception;
    }

    static Played play(Lesson lesson) throws Exception {
        return play(lesson, recording -> {});
    }

    static Played play(Lesson lesson, Reader reader) throws Exception {
        Path folder = Files.createTempDirectory("firstfin-victim");
        Namespace namespace = PortRanges.take();
        try (Oracle oracle = Oracle.start(namespace)) {
            return play(lesson, folder, namespace, oracle, reader);
        } finally {
            PortRanges.giveBack(namespace);
            delete(folder);
        }
    }

    /** What the victim of this lesson does when FirstFin is not there; played once. */
    static Played byItself(Lesson lesson) {
        return BY_ITSELF.computeIfAbsent(lesson.observed(Way.WITHOUT_AGENT), alone -> {
            try {
                return play(alone);
            } catch (Exception e) {
                throw new IllegalStateException(alone + ": " + e.getMessage(), e);
            }
        });
    }

    private static Played play(Lesson lesson, Path folder, Namespace namespace, Oracle oracle, Reader reader)
            throws Exception {
        Path file = folder.resolve("lesson.jfr");
        Recording recording = new Recording(folder);
        List<String> arguments = lesson.way() == Way.JAVAAGENT ? recording.jvmArguments(file) : List.of();
        try (Victim victim = Victim.start(lesson, namespace, folder, arguments)) {
            victim.awaitLine("READY");
            if (lesson.way() == Way.ATTACH) {
                AgentCommand.run(victim.pid(), "attach");
                recording.start(victim.pid());
            }
            victim.go();
            victim.awaitLine("DONE");
            if (lesson.way() != Way.WITHOUT_AGENT) {
                recording.awaitSettled(victim.pid(), Expectation.of(victim.stdout()));
            }
            if (lesson.way() == Way.ATTACH) {
                recording.stop(victim.pid(), file);
            }
            List<Life> lives = oracle.lives(); // what the exit closes is no act of the lesson
            KernelCounters counters = KernelCounters.read(Path.of("/proc/" + victim.pid()));
            victim.go();
            int exit = victim.awaitExit();
            Verdicts verdicts = null;
            if (lesson.way() != Way.WITHOUT_AGENT) {
                verdicts = Verdicts.read(file);
                reader.read(file);
            }
            return new Played(lesson, exit, victim.stdout(), victim.stderr(), lives, verdicts, counters);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
