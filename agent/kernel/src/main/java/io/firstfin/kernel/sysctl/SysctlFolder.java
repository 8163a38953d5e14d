package io.firstfin.kernel.sysctl;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** One folder below {@code /proc/sys}: a small text file per setting. */
final class SysctlFolder {
    private static final int LONGEST = 64 * 1024; // a long list of reserved ports

    private final Path folder;

    SysctlFolder(Path folder) {
        this.folder = folder;
    }

    /** The setting as written; null when there is none. */
    String text(String name) {
        // A sysctl answers the first read only, and cut to its size: Files.readString, which begins
        // with one byte because /proc gives no file size, would make 60 a 6.
        try (InputStream in = Files.newInputStream(folder.resolve(name))) {
            byte[] bytes = new byte[LONGEST];
            int length = Math.max(in.read(bytes), 0);
            return new String(bytes, 0, length, StandardCharsets.ISO_8859_1).trim();
        } catch (IOException notHere) {
            return null;
        }
    }

    /** A setting that is one number; -1 when there is none. */
    long number(String name) {
        return number(name, 0);
    }

    /** One number of several; -1 when there is none. */
    long number(String name, int index) {
        String text = text(name);
        String[] words = text == null ? new String[0] : text.split("\\s+");
        try {
            return index < words.length ? Long.parseLong(words[index]) : -1;
        } catch (NumberFormatException notANumber) {
            return -1;
        }
    }
}
