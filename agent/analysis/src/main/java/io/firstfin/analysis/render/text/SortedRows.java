package io.firstfin.analysis.render.text;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Puts rows of text in order of time in bounded memory, whatever order they come in: so many are sorted at
 * once, then written to a temporary file; at the end all files are merged. Equal times keep their order.
 */
final class SortedRows implements AutoCloseable {

    private static final int BUFFER = 1 << 15;

    /** A longer text would not fit {@code writeUTF}, nor help anybody. */
    private static final int LONGEST = 4_000;

    private record Row(long seconds, int nanos, String[] cells) {}

    private static final Comparator<Row> BY_TIME =
            Comparator.comparingLong(Row::seconds).thenComparingInt(Row::nanos);

    private final int most;
    private final int columns;
    private final List<Row> rows = new ArrayList<>();
    private final List<Path> runs = new ArrayList<>();

    /** @param most how many rows to keep in memory */
    SortedRows(int columns, int most) {
        this.columns = columns;
        this.most = most;
    }

    /** @throws IOException when the temporary directory has no room */
    void add(Instant time, String[] cells) throws IOException {
        if (rows.size() >= most) {
            spill();
        }
        for (int i = 0; i < columns; i++) {
            cells[i] = cells[i].length() <= LONGEST ? cells[i] : cells[i].substring(0, LONGEST);
        }
        rows.add(new Row(time.getEpochSecond(), time.getNano(), cells));
    }

    /** Hands over all rows, the earliest first; to be called once. */
    void forEach(Consumer<String[]> reader) throws IOException {
        rows.sort(BY_TIME);
        if (runs.isEmpty()) {
            rows.forEach(row -> reader.accept(row.cells));
            return;
        }
        spill();
        PriorityQueue<Run> heads = new PriorityQueue<>();
        try {
            for (Path file : runs) {
                advance(new Run(file, heads.size()), heads);
            }
            while (!heads.isEmpty()) {
                Run next = heads.poll();
                reader.accept(next.head.cells);
                advance(next, heads);
            }
        } finally {
            for (Run left : heads) {
                left.in.close();
            }
        }
    }

    private static void advance(Run run, PriorityQueue<Run> heads) throws IOException {
        if (run.next()) {
            heads.add(run);
        } else {
            run.in.close();
        }
    }

    private void spill() throws IOException {
        rows.sort(BY_TIME);
        Path file = Files.createTempFile("firstfin-", ".rows");
        runs.add(file);
        try (DataOutputStream out = new DataOutputStream(
                new BufferedOutputStream(new GZIPOutputStream(Files.newOutputStream(file), BUFFER), BUFFER))) {
            for (Row row : rows) {
                out.writeLong(row.seconds);
                out.writeInt(row.nanos);
                for (String cell : row.cells) {
                    out.writeUTF(cell);
                }
            }
        }
        rows.clear();
    }

    /** Removes the temporary files. */
    @Override
    public void close() throws IOException {
        for (Path file : runs) {
            Files.deleteIfExists(file);
        }
    }

    /** A sorted file while it is read. */
    private final class Run implements Comparable<Run> {
        private final DataInputStream in;
        private final int number;
        private Row head;

        Run(Path file, int number) throws IOException {
            this.in = new DataInputStream(
                    new BufferedInputStream(new GZIPInputStream(Files.newInputStream(file), BUFFER), BUFFER));
            this.number = number;
        }

        boolean next() throws IOException {
            try {
                long seconds = in.readLong();
                int nanos = in.readInt();
                String[] cells = new String[columns];
                for (int i = 0; i < columns; i++) {
                    cells[i] = in.readUTF();
                }
                head = new Row(seconds, nanos, cells);
                return true;
            } catch (EOFException e) {
                return false;
            }
        }

        @Override
        public int compareTo(Run other) {
            int byTime = BY_TIME.compare(head, other.head);
            return byTime != 0 ? byTime : Integer.compare(number, other.number);
        }
    }
}
