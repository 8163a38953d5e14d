package io.firstfin.cli.record;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.UUID;

/** The file in the JVM's own /tmp where it leaves a recording for us to fetch. */
final class TargetTemp implements AutoCloseable {
    private final String name = "firstfin-" + UUID.randomUUID() + ".jfr";
    private final Path folder;

    TargetTemp(Path root) {
        folder = root.resolve("tmp");
    }

    String seenByTheJvm() {
        return "/tmp/" + name;
    }

    /** Never follows a link: in a world-writable folder it could lead to a file of ours. */
    InputStream open() throws IOException {
        if (Files.isSymbolicLink(folder)) {
            throw new IOException("/tmp is a symbolic link, which could lead anywhere");
        }
        return Files.newInputStream(folder.resolve(name), LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(folder.resolve(name));
        } catch (IOException e) {
            // the JVM has ended and its container with it
            return;
        }
    }
}
