package io.firstfin.analysis.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.RecordedJvm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recordings of this JVM and of another one, in both of which a connection is named c-1. */
class SeveralJvmsTest {

    @TempDir
    Path folder;

    private Path ours;
    private Path theirs;

    @BeforeEach
    void record_two_jvms() throws Exception {
        ours = folder.resolve("ours.jfr");
        theirs = folder.resolve("theirs.jfr");
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        theirs.toString())
                .inheritIO()
                .start();
        Main.main(new String[] {ours.toString()});
        assertThat(other.waitFor(4, TimeUnit.MINUTES)).isTrue();
    }

    @Test
    void connections_of_the_same_name_are_not_joined() throws Exception {
        Model model = Recordings.read(List.of(folder));
        assertThat(model.closed()).isEqualTo(2);
        assertThat(model.recordings().quality().duplicates()).isZero();
        assertThat(model.recordings().jvms()).extracting(RecordedJvm::files).containsExactly(1, 1);
    }

    @Test
    void counters_of_the_namespace_they_share_are_joined() throws Exception {
        assertThat(Recordings.read(List.of(folder)).recordings().networks())
                .hasSize(1)
                .allSatisfy(network -> assertThat(network.counters().highest("timeWaitOverflow"))
                        .isEqualTo(7));
    }

    @Test
    void one_file_with_several_jvms_is_refused() throws Exception {
        Files.write(ours, Files.readAllBytes(theirs), StandardOpenOption.APPEND);
        assertThatThrownBy(() -> Recordings.read(List.of(ours)))
                .isInstanceOf(UnreadableRecordingException.class)
                .hasMessage("Several JVMs in one recording: " + ours + ". Report on the recording"
                        + " of each by itself, or take it apart with \"jfr disassemble"
                        + " --max-chunks 1\" and name the folder.");
    }

    /** Records one connection and its namespace to a file. */
    static final class Main {
        public static void main(String[] args) throws Exception {
            try (TestRecording recording = new TestRecording().namingTheJvm()) {
                TestRecording.settings();
                TestRecording.counters(7);
                TestRecording.close("c-1", close -> {});
                recording.dump(Path.of(args[0]));
            }
        }
    }
}
