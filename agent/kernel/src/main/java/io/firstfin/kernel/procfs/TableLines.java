package io.firstfin.kernel.procfs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Reads one table line by line and makes text only of the lines whose two ports are wanted: of a full
 * table nearly all lines are somebody else's. What has no heading or breaks off is no table: a socket that
 * is missing there may exist.
 */
final class TableLines {
    private static final int BUFFER = 1 << 16;
    /** Of {@code tcp4_seq_show} and {@code tcp6_seq_show}. */
    private static final Pattern HEADING = Pattern.compile(" +sl +local_address .*");

    private final BitSet localPorts;
    private final BitSet remotePorts;
    private final Consumer<String> lines;
    private final byte[] buffer = new byte[BUFFER];
    private long readNanos;
    private boolean headed;

    /** @param lines sees each line but the heading */
    TableLines(Consumer<String> lines) {
        this(null, null, lines);
    }

    /** @param lines sees each line with a wanted local and a wanted remote port */
    TableLines(BitSet localPorts, BitSet remotePorts, Consumer<String> lines) {
        this.localPorts = localPorts;
        this.remotePorts = remotePorts;
        this.lines = lines;
    }

    /** {@code System.nanoTime()} when the kernel had handed over the line that is being shown. */
    long readNanos() {
        return readNanos;
    }

    /** @throws IOException when the file cannot be read, or is no whole table */
    void read(Path table) throws IOException {
        headed = false;
        try (InputStream file = Files.newInputStream(table)) {
            int kept = 0;
            for (int read = file.read(buffer, 0, BUFFER); read > 0; read = file.read(buffer, kept, BUFFER - kept)) {
                readNanos = System.nanoTime();
                kept = showLines(kept + read);
            }
            if (kept > 0 || !headed) {
                throw new IOException(table + (headed ? " breaks off" : " has no heading"));
            }
        }
    }

    /** Returns how many bytes of a line without an end are left at the beginning of the buffer. */
    private int showLines(int filled) {
        int begin = 0;
        for (int i = 0; i < filled; i++) {
            if (buffer[i] == '\n') {
                show(begin, i);
                begin = i + 1;
            }
        }
        if (begin == 0 && filled == BUFFER) {
            return 0; // no table of the kernel's has such a line
        }
        System.arraycopy(buffer, begin, buffer, 0, filled - begin);
        return filled - begin;
    }

    private void show(int begin, int end) {
        if (!headed) {
            headed = HEADING.matcher(text(begin, end)).matches();
        } else if (localPorts == null || isWanted(begin, end)) {
            lines.accept(text(begin, end));
        }
    }

    private String text(int begin, int end) {
        return new String(buffer, begin, end - begin, StandardCharsets.ISO_8859_1);
    }

    private boolean isWanted(int begin, int end) {
        int slot = colon(begin, end);
        int local = colon(slot + 1, end);
        int remote = colon(local + 1, end);
        return remote + 4 < end && localPorts.get(port(local)) && remotePorts.get(port(remote));
    }

    private int colon(int from, int end) {
        for (int i = from; i < end; i++) {
            if (buffer[i] == ':') {
                return i;
            }
        }
        return end;
    }

    /** The four hex digits behind a colon; of anything else some number. */
    private int port(int colon) {
        int port = 0;
        for (int i = colon + 1; i <= colon + 4; i++) {
            port = port << 4 | Character.digit(buffer[i], 16) & 0xF;
        }
        return port;
    }
}
