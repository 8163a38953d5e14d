package io.firstfin.cli.jvm;

import io.firstfin.cli.message.PlainText;
import io.firstfin.kernel.disk.JfrFolder;
import io.firstfin.kernel.disk.RecordingRoom;
import io.firstfin.kernel.disk.Room;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/**
 * The room that a JVM's JFR has to write in.
 *
 * @param folder as the JVM sees it
 * @param free bytes on its file system, or in its memory where that is a tmpfs
 */
public record JfrRoom(String folder, long free) {
    /**
     * Looks from outside.
     *
     * @param property the JVM's system properties, as far as they are known; null for one that is not set
     */
    public static JfrRoom of(JvmProcess jvm, UnaryOperator<String> property) {
        String folder = JfrFolder.of(property, jvm.options().options());
        Path process = jvm.proc().file(jvm.pid(), "");
        return new JfrRoom(PlainText.line(folder), new Room(jvm.file(folder), folder, process).free());
    }

    public boolean enough() {
        return free >= RecordingRoom.TO_START;
    }

    public String freeText() {
        return RecordingRoom.text(free);
    }

    /** What is wrong and what to do, where it is not enough. */
    public String advice() {
        return "only " + freeText() + " are free in " + folder + ", where its JFR writes, and JFR ends a JVM in which"
                + " it cannot write: make room for "
                + RecordingRoom.text(RecordingRoom.TO_START);
    }
}
