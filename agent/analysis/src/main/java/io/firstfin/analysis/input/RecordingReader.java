package io.firstfin.analysis.input;

import io.firstfin.analysis.engine.CloseReader;
import io.firstfin.analysis.engine.CloseReasons;
import io.firstfin.analysis.engine.Engine;
import io.firstfin.analysis.event.CloseEvent;
import io.firstfin.analysis.model.Close;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Reads files and folders of recordings. */
public final class RecordingReader {

    /** Each with a complete chunk at least, in the order named, a folder's by name. */
    private final List<ChunkedFile> files = new ArrayList<>();

    /** Files of folders without any complete chunk, which are left out. */
    private int unfinished;

    private RecordingReader() {}

    /** @throws UnreadableRecordingException one line saying what is wrong and what to do */
    public static RecordingReader of(List<Path> filesOrFolders) throws UnreadableRecordingException {
        RecordingReader reader = new RecordingReader();
        for (Path path : new LinkedHashSet<>(filesOrFolders)) {
            if (!Files.exists(path)) {
                throw new UnreadableRecordingException("No such file: " + path + ". Check the path of the recording.");
            }
            if (Files.isDirectory(path)) {
                reader.addFolder(path);
            } else {
                reader.files.add(ChunkedFile.begun(path));
            }
        }
        return reader;
    }

    /**
     * Hands all events to an engine.
     *
     * @throws UnreadableRecordingException one line saying what is wrong and what to do
     */
    public void readInto(Engine engine) throws UnreadableRecordingException {
        boolean anyOfOurs = false;
        for (JvmFiles jvm : JvmFiles.group(files)) {
            for (ChunkedFile file : jvm.files()) {
                engine.recorded(jvm.name(), file.path().toString(), JvmFiles.windows(file));
            }
            anyOfOurs |= jvm.forEach(Purpose.MODEL, event -> engine.accept(jvm.name(), event));
        }
        check(anyOfOurs);
        engine.unfinished(unfinished);
        files.stream().filter(file -> !file.isWhole()).map(ChunkedFile::cut).forEach(engine::cutOff);
    }

    /**
     * Reads the closes, each once, in the order of the files, which is not that of time. Each file is read
     * twice: the kernel's last word on a close may come a minute after it, and to keep all closes
     * for that long would take more memory than the words alone.
     *
     * @param reasons why connections were closed, where the agent has proven nothing
     * @throws UnreadableRecordingException one line saying what is wrong and what to do
     */
    public void readCloses(CloseReasons reasons, Consumer<Close> closes) throws UnreadableRecordingException {
        boolean anyOfOurs = false;
        for (JvmFiles jvm : JvmFiles.group(files)) {
            CloseReader reader = new CloseReader(reasons);
            anyOfOurs |= jvm.forEach(Purpose.LAST_WORDS, reader::accept);
            jvm.forEach(Purpose.CLOSES, event -> {
                if (event instanceof CloseEvent close) {
                    reader.lastWord(close).ifPresent(closes);
                }
            });
        }
        check(anyOfOurs);
    }

    private void check(boolean anyOfOurs) throws UnreadableRecordingException {
        if (!anyOfOurs) {
            throw UnreadableRecordingException.noneOfOurs(files);
        }
    }

    private void addFolder(Path folder) throws UnreadableRecordingException {
        List<Path> inFolder = inFolder(folder);
        int before = files.size();
        for (Path path : inFolder) {
            ChunkedFile file = ChunkedFile.read(path);
            if (file.chunks().isEmpty()) {
                unfinished++;
            } else {
                files.add(file);
            }
        }
        if (files.size() == before) {
            // none has a complete chunk: say of the first one what is wrong with it
            files.add(ChunkedFile.begun(inFolder.get(0)));
        }
    }

    private static List<Path> inFolder(Path folder) throws UnreadableRecordingException {
        try (Stream<Path> children = Files.list(folder)) {
            List<Path> found = children.filter(
                            file -> file.getFileName().toString().endsWith(".jfr"))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
            if (found.isEmpty()) {
                throw new UnreadableRecordingException("No recording in the folder " + folder
                        + ": it holds no .jfr file. Name the folder that does, or the file.");
            }
            return found;
        } catch (IOException e) {
            throw UnreadableRecordingException.notAllowed(folder, e);
        }
    }
}
