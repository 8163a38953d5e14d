package io.firstfin.analysis.input;

import io.firstfin.analysis.engine.CloseReader;
import io.firstfin.analysis.engine.Engine;
import io.firstfin.analysis.event.CloseEvent;
import io.firstfin.analysis.model.Close;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** Reads files and folders of recordings. */
public final class RecordingReader {

    private final RecordingFiles recordings;

    private RecordingReader(RecordingFiles recordings) {
        this.recordings = recordings;
    }

    /** @throws UnreadableRecordingException one line saying what is wrong and what to do */
    public static RecordingReader of(List<Path> filesOrFolders) throws UnreadableRecordingException {
        return new RecordingReader(RecordingFiles.of(filesOrFolders));
    }

    /**
     * Hands all events to an engine.
     *
     * @throws UnreadableRecordingException one line saying what is wrong and what to do
     */
    public void readInto(Engine engine) throws UnreadableRecordingException {
        boolean anyOfOurs = false;
        for (JvmFiles jvm : JvmFiles.group(recordings.files())) {
            for (ChunkedFile file : jvm.files()) {
                engine.recorded(jvm.name(), file.path().toString(), JvmFiles.windows(file));
            }
            anyOfOurs |= jvm.forEach(event -> engine.accept(jvm.name(), event));
        }
        check(anyOfOurs);
        engine.unfinished(recordings.unfinished());
        recordings.cut().forEach(engine::cutOff);
    }

    /**
     * Reads the closes, each once, in the order of the files, which is not that of time. Each file is read
     * twice: the kernel's last word on a close may come a minute after it, and to keep all closes
     * for that long would take more memory than the words alone.
     *
     * @throws UnreadableRecordingException one line saying what is wrong and what to do
     */
    public void readCloses(Consumer<Close> closes) throws UnreadableRecordingException {
        boolean anyOfOurs = false;
        for (JvmFiles jvm : JvmFiles.group(recordings.files())) {
            CloseReader reader = new CloseReader();
            anyOfOurs |= jvm.forEach(reader::accept);
            jvm.forEach(event -> {
                if (event instanceof CloseEvent close) {
                    reader.lastWord(close).ifPresent(closes);
                }
            });
        }
        check(anyOfOurs);
    }

    private void check(boolean anyOfOurs) throws UnreadableRecordingException {
        if (!anyOfOurs) {
            throw UnreadableRecordingException.noneOfOurs(recordings.files());
        }
    }
}
