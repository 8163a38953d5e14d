package io.firstfin.kernel.procfs;

import io.firstfin.kernel.SocketRow;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Streams both TCP tables of one network namespace. */
final class ProcNetTcp {
    private ProcNetTcp() {}

    /**
     * Hands over every socket of {@code procRoot/net/tcp} and {@code tcp6}; lines that are not one are skipped.
     *
     * @throws IOException when a table cannot be read or is none; IPv6 alone may be missing
     */
    static void read(Path procRoot, Consumer<SocketRow> rows) throws IOException {
        read(procRoot, new TableLines(line -> {
            SocketRow row = ProcNetTcpParser.parse(line);
            if (row != null) {
                rows.accept(row);
            }
        }));
    }

    /** The same line by line. */
    static void read(Path procRoot, TableLines lines) throws IOException {
        lines.read(procRoot.resolve("net/tcp"));
        try {
            lines.read(procRoot.resolve("net/tcp6"));
        } catch (NoSuchFileException booted) {
            // with ipv6.disable=1
        }
    }
}
