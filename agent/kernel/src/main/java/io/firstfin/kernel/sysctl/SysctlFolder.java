package io.firstfin.kernel.sysctl;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.StringTokenizer;

/** One folder below {@code /proc/sys}: a small text file per setting. */
final class SysctlFolder {
    /** A number, a few of them, or the version of a kernel. */
    private static final int SHORT = 256;
    /** A list of reserved ports. */
    private static final int LONG = 64 * 1024;

    private final Path folder;

    SysctlFolder(Path folder) {
        this.folder = folder;
    }

    /** The setting as written, which is short; null when there is none. */
    String text(String name) {
        return text(name, SHORT);
    }

    /** The same of a setting that may be long. */
    String longText(String name) {
        return text(name, LONG);
    }

    private String text(String name, int longest) {
        // A sysctl answers the first read only, and cut to its size: Files.readString, which begins
        // with one byte because /proc gives no file size, would make 60 a 6.
        try (InputStream in = Files.newInputStream(folder.resolve(name))) {
            byte[] bytes = new byte[longest];
            int length = Math.max(in.read(bytes), 0);
            return new String(bytes, 0, length, StandardCharsets.ISO_8859_1).trim();
        } catch (IOException notHere) {
            return null;
        }
    }

    /** A setting that is one number; -1 when there is none. */
    long number(String name) {
        return numbers(name)[0];
    }

    /** The first two numbers of a setting; -1 for each that is missing. */
    long[] numbers(String name) {
        long[] numbers = {-1, -1};
        String text = text(name);
        StringTokenizer words = new StringTokenizer(text == null ? "" : text);
        for (int i = 0; i < numbers.length && words.hasMoreTokens(); i++) {
            try {
                numbers[i] = Long.parseLong(words.nextToken());
            } catch (NumberFormatException notANumber) {
                numbers[i] = -1;
            }
        }
        return numbers;
    }
}
