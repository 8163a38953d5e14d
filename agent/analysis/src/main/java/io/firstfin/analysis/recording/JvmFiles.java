package io.firstfin.analysis.recording;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jdk.jfr.consumer.RecordedEvent;

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

    private static String nameOfJvm(ChunkedFile file) throws UnreadableRecordingException {
        String[] name = {file.path().toString()};
        Events.until(file, event -> {
            boolean found = event.getEventType().getName().equals(Events.JVM);
            if (found) {
                name[0] = nameOfJvm(event);
            }
            return found;
        });
        return name[0];
    }

    private static String nameOfJvm(RecordedEvent event) {
        return "JVM " + Fields.number(event, "pid") + " started " + Fields.number(event, "jvmStartTime");
    }
}
