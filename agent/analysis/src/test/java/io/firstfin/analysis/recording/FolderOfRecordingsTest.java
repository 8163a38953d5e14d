package io.firstfin.analysis.recording;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.analysis.model.Model;
import java.nio.file.Files;
import java.nio.file.Path;
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
            TestRecording.close("c-1", close -> { });
            recording.dump(folder.resolve("1.jfr"));
        }
        byte[] whole = Files.readAllBytes(folder.resolve("1.jfr"));
        Files.write(folder.resolve("2.jfr"), Arrays.copyOf(whole, 500));
        Files.writeString(folder.resolve("notes.txt"), "not a recording");

        Model model = ModelReader.read(List.of(folder));

        assertThat(model.closed()).isEqualTo(1);
        assertThat(model.joins().unfinishedFiles()).isEqualTo(1);
        assertThat(model.files()).containsExactly(folder.resolve("1.jfr").toString());
    }
}
