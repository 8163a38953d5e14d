package io.firstfin.kernel.procfs;

import io.firstfin.kernel.SocketRow;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Streams both TCP tables of one network namespace. */
final class ProcNetTcp {
    private ProcNetTcp() {
    }

    /**
     * Hands over every socket of {@code procRoot/net/tcp} and {@code tcp6}.
     *
     * @throws IOException when neither table can be read; IPv6 alone may be missing
     */
    static void read(Path procRoot, Consumer<SocketRow> rows) throws IOException {
        readTable(procRoot.resolve("net/tcp"), rows);
        try {
            readTable(procRoot.resolve("net/tcp6"), rows);
        } catch (NoSuchFileException booted) {
            // with ipv6.disable=1
        }
    }

    private static void readTable(Path table, Consumer<SocketRow> rows) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(table, StandardCharsets.ISO_8859_1)) {
            ProcNetTcpParser.read(lines, rows);
        }
    }
}
