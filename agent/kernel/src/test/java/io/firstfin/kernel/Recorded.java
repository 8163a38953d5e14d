package io.firstfin.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** What a kernel (Linux 6.18, x86-64) once said, kept beside the tests as resources. */
public final class Recorded {
    private Recorded() {}

    /** The lines of a resource of the test's package. */
    public static List<String> lines(Class<?> test, String resource) {
        try (InputStream in = test.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The line that begins with this name, in words. */
    public static String[] words(Class<?> test, String resource, String name) {
        return lines(test, resource).stream()
                .map(line -> line.split(" "))
                .filter(words -> words[0].equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Bytes of a little-endian machine. */
    public static ByteBuffer bytes(String base64) {
        return ByteBuffer.wrap(Base64.getDecoder().decode(base64)).order(ByteOrder.LITTLE_ENDIAN);
    }
}
