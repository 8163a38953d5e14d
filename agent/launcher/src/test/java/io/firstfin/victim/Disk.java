package io.firstfin.victim;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Fills up the temporary directory, which a test has given a small disk of its own. */
final class Disk {

    private static final int MB = 1 << 20;

    private Disk() {}

    /** Returns how many megabytes are left then. */
    static long leave(int megabytes) throws IOException {
        Path folder = Path.of(System.getProperty("java.io.tmpdir"));
        try (OutputStream out = Files.newOutputStream(folder.resolve("full"))) {
            while (folder.toFile().getUsableSpace() / MB > megabytes) {
                out.write(new byte[MB]);
            }
        }
        return folder.toFile().getUsableSpace() / MB;
    }
}
