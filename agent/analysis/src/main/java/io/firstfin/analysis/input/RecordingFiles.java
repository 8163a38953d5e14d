package io.firstfin.analysis.input;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The readable recordings among what the user named, each with a complete chunk at least.
 *
 * @param files the recordings, in the order named, a folder's by name
 * @param unfinished files of folders without any complete chunk, which are left out
 */
record RecordingFiles(List<ChunkedFile> files, int unfinished) {

    static RecordingFiles of(List<Path> named) throws UnreadableRecordingException {
        List<ChunkedFile> begun = new ArrayList<>();
        int unfinished = 0;
        for (Path path : new LinkedHashSet<>(named)) {
            if (!Files.exists(path)) {
                throw new UnreadableRecordingException("No such file: " + path + ". Check the path of the recording.");
            }
            if (!Files.isDirectory(path)) {
                begun.add(ChunkedFile.begun(path));
                continue;
            }
            List<ChunkedFile> found = new ArrayList<>();
            for (Path file : inFolder(path)) {
                ChunkedFile chunked = ChunkedFile.read(file);
                if (!chunked.chunks().isEmpty()) {
                    found.add(chunked);
                } else {
                    unfinished++;
                }
            }
            if (found.isEmpty()) {
                // none has a complete chunk: say of the first one what is wrong with it
                found.add(ChunkedFile.begun(inFolder(path).iterator().next()));
            }
            begun.addAll(found);
        }
        return new RecordingFiles(List.copyOf(begun), unfinished);
    }

    /** Files that break off, with what is missing of each. */
    List<String> cut() {
        return files.stream()
                .filter(file -> !file.isWhole())
                .map(ChunkedFile::cut)
                .toList();
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
