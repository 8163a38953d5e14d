package io.firstfin.tracer.record;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import jdk.jfr.Recording;

/** Where the recording that a JVM has of itself is written when it ends. */
final class AlwaysOnFile {

    private final Path path;
    private final boolean inFolder;

    private AlwaysOnFile(Path path, boolean inFolder) {
        this.path = path;
        this.inFolder = inFolder;
    }

    /**
     * Touches nothing yet.
     *
     * @param named path of a file, or of an existing folder
     * @throws IllegalArgumentException where there is no such folder, or nothing can be written there
     */
    static AlwaysOnFile named(String named) {
        Path path;
        try {
            path = Path.of(named).toAbsolutePath();
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("file: \"" + named + "\" is no path: name a file or a folder", e);
        }
        boolean inFolder = Files.isDirectory(path) || named.endsWith(File.separator);
        AlwaysOnFile file = new AlwaysOnFile(path, inFolder);
        Path folder = file.folder();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new IllegalArgumentException("file: there is no folder " + folder + ": make it, or name another");
        }
        Path written = Files.exists(path) ? path : folder;
        if (!Files.isWritable(written)) {
            throw unwritable(written, null);
        }
        return file;
    }

    /** The folder that it will be in. */
    Path folder() {
        return inFolder ? path : path.getParent();
    }

    /**
     * Has JFR write the recording there, which makes the file, or empties it. One in a folder gets a new
     * name, with the process id and the time.
     *
     * @throws IllegalArgumentException where nothing can be written there
     */
    void receive(Recording recording) {
        Path file = path;
        try {
            if (inFolder) {
                file = inFolder(ProcessHandle.current().pid(), LocalDateTime.now());
            }
            recording.setDestination(file);
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    /** In a container each JVM is process 1, so two of them may want the same name at once. */
    private Path inFolder(long pid, LocalDateTime now) throws IOException {
        String name = "firstfin-" + pid + "-"
                + DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").format(now);
        for (int number = 1; ; number++) {
            try {
                return Files.createFile(path.resolve(name + (number == 1 ? "" : "-" + number) + ".jfr"));
            } catch (FileAlreadyExistsException anotherJvms) {
                continue;
            }
        }
    }

    private static IllegalArgumentException unwritable(Path place, IOException cause) {
        return new IllegalArgumentException(
                "file: this JVM cannot write to " + place + ": name a place that its user may write to", cause);
    }
}
