package io.firstfin.analysis.input;

import io.firstfin.analysis.engine.Engine;
import io.firstfin.analysis.model.Model;
import java.nio.file.Path;
import java.util.List;

/** Reads recordings into a model. */
public final class Recordings {

    private Recordings() {}

    public static Model read(List<Path> filesOrFolders) throws UnreadableRecordingException {
        Engine engine = new Engine();
        RecordingReader.of(filesOrFolders).readInto(engine);
        return engine.snapshot();
    }
}
