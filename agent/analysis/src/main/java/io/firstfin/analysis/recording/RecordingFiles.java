package io.firstfin.analysis.recording;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The readable recordings among what the user named, each checked to be whole.
 *
 * @param files the recordings, in the order named, a folder's by name
 * @param unfinished files of folders that are still being written, and are left out
 */
record RecordingFiles(List<ChunkedFile> files, int unfinished) {

    static RecordingFiles of(List<Path> named) throws UnreadableRecordingException {
        List<ChunkedFile> whole = new ArrayList<>();
        int unfinished = 0;
        for (Path path : new LinkedHashSet<>(named)) {
            if (!Files.exists(path)) {
                throw new UnreadableRecordingException(
                        "No such file: " + path + ". Check the path of the recording.");
            }
            if (!Files.isDirectory(path)) {
                whole.add(ChunkedFile.whole(path));
                continue;
            }
            List<ChunkedFile> found = new ArrayList<>();
            for (Path file : inFolder(path)) {
                ChunkedFile chunked = ChunkedFile.read(file);
                if (chunked.isWhole()) {
                    found.add(chunked);
                } else {
                    unfinished++;
                }
            }
            if (found.isEmpty()) {
                // none is whole: say of the first one what is wrong with it
                found.add(ChunkedFile.whole(inFolder(path).iterator().next()));
            }
            whole.addAll(found);
        }
        return new RecordingFiles(List.copyOf(whole), unfinished);
    }

    private static Set<Path> inFolder(Path folder) throws UnreadableRecordingException {
        Set<Path> found = new LinkedHashSet<>();
        try (Stream<Path> children = Files.list(folder)) {
            children.filter(file -> file.getFileName().toString().endsWith(".jfr"))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .forEach(found::add);
        } catch (IOException e) {
            throw UnreadableRecordingException.notAllowed(folder, e);
        }
        if (found.isEmpty()) {
            throw new UnreadableRecordingException("No recording in the folder " + folder
                    + ": it holds no .jfr file. Name the folder that does, or the file.");
        }
        return found;
    }
}
