package io.firstfin.analysis.golden;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * Writes the recordings of the corpus that no JVM made, from the tables of the classes named {@code ...Cases}.
 * They are written once and stay as they are, so nothing calls this in a build. To write them anew, or after a
 * table has one case more, run this class in the folder of this module, then the test with {@code
 * -Dapprove=true}. The same table gives the same bytes. {@link RealRecordings} makes the other ones.
 */
final class CorpusMaker {

    private final Path folder;

    CorpusMaker(Path folder) {
        this.folder = folder;
    }

    public static void main(String[] args) {
        CorpusMaker maker = new CorpusMaker(GoldenCase.FOLDER);
        PortCases.make(maker);
        CloseCases.make(maker);
        WaitCases.make(maker);
        TrustCases.make(maker);
        TimeCases.make(maker);
        FileCases.make(maker);
        VersionCases.make(maker);
    }

    /** A case of one recording. */
    void file(String name, AgentRecording recording) {
        file(name, recording.file().toArray());
    }

    /** A case of one file; with a slash in its name it is one of a folder's. */
    void file(String name, byte[] bytes) {
        try {
            Path file = folder.resolve(name + ".jfr.gz");
            Files.createDirectories(file.getParent());
            Files.write(file, compressed(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] compressed(byte[] bytes) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (OutputStream out = new BestCompression(compressed)) {
            out.write(bytes);
        }
        return compressed.toByteArray();
    }

    private static final class BestCompression extends GZIPOutputStream {
        BestCompression(OutputStream out) throws IOException {
            super(out);
            def.setLevel(Deflater.BEST_COMPRESSION);
        }
    }
}
