package io.firstfin.tracer.record;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Tells whether the command line that ordered a recording still lives: it holds a lock on the file
 * that it made, which the kernel takes from it however it ends.
 */
final class LifeSign {

    private final Path file;

    /** @param file null where there is none: then there is no telling */
    LifeSign(Path file) {
        this.file = file;
    }

    boolean gone() {
        if (file == null) {
            return false;
        }
        try (FileChannel channel =
                        FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
                FileLock lock = channel.tryLock()) {
            return lock != null;
        } catch (NoSuchFileException e) {
            return true;
        } catch (IOException noTelling) {
            return false;
        }
    }

    /** Removes the file, which nobody else will. */
    void remove() {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException notOurs) {
            return;
        }
    }
}
