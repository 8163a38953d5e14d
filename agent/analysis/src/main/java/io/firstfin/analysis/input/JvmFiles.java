package io.firstfin.analysis.input;

import io.firstfin.analysis.event.JvmEvent;
import io.firstfin.analysis.event.TracedEvent;
import io.firstfin.analysis.model.Window;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The files of one JVM. Names of connections are unique in a JVM only, and a connection may be
 * opened in one file and closed in the next.
 *
 * @param name tells it from other JVMs
 * @param files its files by time
 */
record JvmFiles(String name, List<ChunkedFile> files) {

    /** Puts the files of a JVM together; a file that does not name its JVM stands alone. */
    static Collection<JvmFiles> group(List<ChunkedFile> files) throws UnreadableRecordingException {
        Map<String, JvmFiles> byName = new LinkedHashMap<>();
        for (ChunkedFile file : files) {
            String name = files.size() == 1 ? file.path().toString() : nameOfJvm(file);
            byName.computeIfAbsent(name, key -> new JvmFiles(key, new ArrayList<>()))
                    .files
                    .add(file);
        }
        byName.values()
                .forEach(jvm -> jvm.files.sort(
                        Comparator.comparing(file -> file.chunks().get(0).start())));
        return byName.values();
    }

    /**
     * Hands over the events that a purpose needs. Returns whether the agent wrote any of them.
     *
     * @throws UnreadableRecordingException if they are of several JVMs, among others
     */
    boolean forEach(Purpose purpose, Consumer<TracedEvent> reader) throws UnreadableRecordingException {
        boolean anyOfOurs = false;
        Consumer<TracedEvent> checked = new OneJvm(reader);
        for (ChunkedFile file : files) {
            RecordingEvents events = new RecordingEvents(file, purpose);
            try {
                events.forEach(checked);
            } catch (SeveralJvms e) {
                throw UnreadableRecordingException.mixed(files);
            }
            anyOfOurs |= events.anyOfOurs();
        }
        return anyOfOurs;
    }

    /** When a file was recorded. */
    static List<Window> windows(ChunkedFile file) {
        return file.chunks().stream()
                .map(chunk -> new Window(chunk.start(), chunk.end()))
                .toList();
    }

    private static String nameOfJvm(ChunkedFile file) throws UnreadableRecordingException {
        String[] name = {file.path().toString()};
        new RecordingEvents(file, Purpose.LAST_WORDS).until(event -> {
            if (event instanceof JvmEvent jvm) {
                name[0] = "JVM " + jvm.pid() + " started " + jvm.started().toEpochMilli();
                return true;
            }
            return false;
        });
        return name[0];
    }

    private static final class SeveralJvms extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** Lets events through as long as they name no second JVM. */
    private static final class OneJvm implements Consumer<TracedEvent> {
        private final Consumer<TracedEvent> reader;
        private JvmEvent first;

        OneJvm(Consumer<TracedEvent> reader) {
            this.reader = reader;
        }

        @Override
        public void accept(TracedEvent event) {
            if (event instanceof JvmEvent jvm) {
                first = first == null ? jvm : first;
                if (jvm.pid() != first.pid() || !jvm.started().equals(first.started())) {
                    throw new SeveralJvms();
                }
            }
            reader.accept(event);
        }
    }
}
