package io.firstfin.cli.terminal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Whether somebody looks at stdout or stderr.
 *
 * <p>Not {@code System.console()}: it wants stdin to be a terminal too, and since JDK 22 it is
 * there
 * even when nothing is.
 */
public enum Terminal {
    STDOUT(1),
    STDERR(2);

    private final int descriptor;

    Terminal(int descriptor) {
        this.descriptor = descriptor;
    }

    public boolean attached() {
        String device = device();
        return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty") || device.equals("/dev/console");
    }

    /** Whether it leads to another program. */
    public boolean piped() {
        return device().startsWith("pipe:") || device().startsWith("socket:");
    }

    private String device() {
        try {
            return Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor))
                    .toString();
        } catch (IOException | UnsupportedOperationException e) {
            return "";
        }
    }

    /**
     * Colours are for eyes only, and only for those who did not ask to be spared (no-color.org).
     */
    public boolean coloured() {
        return attached() && System.getenv("NO_COLOR") == null;
    }
}
