package io.firstfin.analysis.input;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.analysis.model.Model;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderOfRecordingsTest {

    @TempDir
    Path folder;

    @Test
    void leaves_out_the_file_that_a_jvm_is_still_writing() throws Exception {
        try (TestRecording recording = new TestRecording()) {
            TestRecording.close("c-1", close -> {});
            recording.dump(folder.resolve("1.jfr"));
        }
        byte[] whole = Files.readAllBytes(folder.resolve("1.jfr"));
        Files.write(folder.resolve("2.jfr"), Arrays.copyOf(whole, 500));
        Files.writeString(folder.resolve("notes.txt"), "not a recording");

        Model model = Recordings.read(List.of(folder));

        assertThat(model.closed()).isEqualTo(1);
        assertThat(model.recordings().quality().unfinishedFiles()).isEqualTo(1);
        assertThat(model.recordings().files())
                .containsExactly(folder.resolve("1.jfr").toString());
    }

    @Test
    void uses_the_complete_chunks_of_a_file_that_breaks_off_and_says_so() throws Exception {
        Path file = folder.resolve("cut.jfr");
        try (TestRecording recording = new TestRecording()) {
            TestRecording.close("c-1", close -> {});
            recording.dump(file);
        }
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length / 2), StandardOpenOption.APPEND);

        Model model = Recordings.read(List.of(file));

        assertThat(model.closed()).isEqualTo(1);
        assertThat(model.recordings().quality().cutFiles())
                .containsExactly(file + " ends in chunk 2, after "
                        + whole.length / 2 + " of " + whole.length + " bytes (complete until "
                        + Chunk.of(ByteBuffer.wrap(whole)).end() + ")");
        assertThat(Recordings.read(List.of(folder)).closed()).isEqualTo(1);
    }
}
