package io.firstfin.tracer.record;

import io.firstfin.kernel.disk.FreeSpace;
import io.firstfin.kernel.disk.JfrFolder;
import io.firstfin.kernel.disk.RecordingRoom;
import io.firstfin.kernel.disk.Room;
import io.firstfin.tracer.jdk.VmOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import jdk.jfr.Recording;

/**
 * The room that a recording has. JFR ends a JVM in which it cannot write, so it is looked at before
 * anything is started, and again and again while it records: by one thread, then by another, never
 * by two at once.
 */
final class RecordingSpace {

    private static final int PROBE_BYTES = 64 * 1024;
    private static final String WHY = ", and JFR ends a JVM in which it cannot write";

    private final List<String> options = VmOptions.all();
    private final Object outputDevice;
    private Path roomOf;
    private Room room;

    /**
     * @param output where the recording will be written to in the end, or the folder of that; null when
     *     not known
     */
    RecordingSpace(Path output) {
        this.outputDevice = device(output);
    }

    /** @throws IOException when JFR should not be started here; the message says what to do */
    void require() throws IOException {
        long free = free(folder());
        if (free < RecordingRoom.TO_START) {
            throw new IOException(String.format(
                    "only %s are free in %s, where its JFR writes%s: make room for %s",
                    RecordingRoom.text(free), folder(), WHY, RecordingRoom.text(RecordingRoom.TO_START)));
        }
        try {
            FreeSpace.probe(folder(), PROBE_BYTES);
        } catch (IOException e) {
            throw new IOException("no file can be written in " + folder() + WHY + " (" + e.getMessage() + ")", e);
        }
    }

    /** The maximum size to give a recording that is about to start. */
    long bound() {
        return bound(RecordingRoom.LARGEST);
    }

    /** The same for one that may be so large, in bytes, if there is room. */
    long bound(long wanted) {
        return RecordingRoom.bound(free(folder()), copiedThere(), wanted);
    }

    /** Why a running recording has to end at once; null when it may go on. */
    String trouble(Recording recording) {
        Path folder = folder();
        long free = free(folder);
        long largest = Math.max(RecordingRoom.LARGEST, recording.getMaxSize());
        if (free > 2 * largest + 2 * RecordingRoom.CHUNK + RecordingRoom.RESERVE) {
            return null;
        }
        return RecordingRoom.exhausted(free, recorded(recording, folder), copiedThere())
                ? "only " + RecordingRoom.text(free) + " were left in " + folder + ", where its JFR writes" + WHY
                : null;
    }

    /** Why nothing can be written any more, whatever the free space; null when it can. */
    String refusal() {
        try {
            FreeSpace.probe(folder(), 1);
            return null;
        } catch (IOException e) {
            return "no file can be written any more in " + folder() + WHY + " (" + e.getMessage() + ")";
        }
    }

    /** @throws IOException when the copy of a recording would take the room of others */
    static void requireForCopy(Path output, long bytes) throws IOException {
        long free = Room.in(output.getParent()).free();
        if (free - bytes < RecordingRoom.RESERVE / 2) {
            throw new IOException(String.format(
                    "the recording of %s does not fit into %s (%s are free): make room",
                    RecordingRoom.text(bytes), output.getParent(), RecordingRoom.text(free)));
        }
    }

    /** JFR counts finished chunks only: the one being written comes on top. */
    private static long recorded(Recording recording, Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return recording.getSize()
                    + files.filter(file -> file.toString().endsWith(".jfr"))
                            .reduce((one, two) -> one.compareTo(two) > 0 ? one : two)
                            .map(newest -> newest.toFile().length())
                            .orElse(0L);
        } catch (IOException e) {
            return recording.getSize() + RecordingRoom.CHUNK;
        }
    }

    private long free(Path folder) {
        if (!folder.equals(roomOf)) {
            room = Room.in(folder);
            roomOf = folder;
        }
        return room.free();
    }

    private boolean copiedThere() {
        Object repository = device(folder());
        return outputDevice == null || repository == null || outputDevice.equals(repository);
    }

    /** Null when it is not known. */
    private static Object device(Path path) {
        try {
            return path == null ? null : Files.getAttribute(path, "unix:dev");
        } catch (IOException notThere) {
            return null;
        }
    }

    /** Asked each time: {@code jcmd JFR.configure} can move it. */
    private Path folder() {
        return Path.of(JfrFolder.of(System::getProperty, options)).toAbsolutePath();
    }
}
