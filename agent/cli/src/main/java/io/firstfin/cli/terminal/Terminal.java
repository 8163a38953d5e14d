package io.firstfin.cli.terminal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where stdout and stderr lead: to a terminal, to another program, or to a file.
 *
 * <p>{@code System.console()} does not answer this. It requires that stdin is a terminal too, and since JDK 22 it
 * exists even if nothing is a terminal.
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

    /** How much it shows at once; empty where it is no terminal. */
    public Optional<TerminalSize> size() {
        return attached() ? Optional.of(TerminalSize.of(device())) : Optional.empty();
    }

    public boolean coloured() {
        return attached() && wantsColours(System.getenv());
    }

    /** Colours are for those who did not ask to be spared (no-color.org), on terminals that have them. */
    static boolean wantsColours(Map<String, String> environment) {
        return environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "").equals("dumb");
    }
}
