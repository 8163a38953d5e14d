package io.firstfin.analysis.render.text;

import io.firstfin.analysis.model.Close;
import io.firstfin.analysis.view.Lines;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.Consumer;

/** One line for each close, in order of time, below a line with the names of the columns. */
public final class CloseLines implements AutoCloseable {

    /** Some 20 MB. */
    private static final int MOST_IN_MEMORY = 1 << 15;

    private final ClosesFormat format;
    private final SortedRows rows;
    private final int[] widths;

    public CloseLines(ClosesFormat format) {
        this(format, MOST_IN_MEMORY);
    }

    CloseLines(ClosesFormat format, int mostInMemory) {
        this.format = format;
        this.rows = new SortedRows(format.header().length, mostInMemory);
        this.widths = Arrays.stream(format.header()).mapToInt(String::length).toArray();
    }

    /** @throws IOException when the temporary directory has no room for the closes */
    public void add(Close close) throws IOException {
        String[] cells = format.cells(close);
        for (int i = 0; i < cells.length; i++) {
            cells[i] = Lines.plain(cells[i]);
            widths[i] = Math.max(widths[i], cells[i].length());
        }
        rows.add(close.time(), cells);
    }

    /**
     * Hands over the lines with their ends; to be called once.
     *
     * @throws IOException when the temporary files cannot be read back
     */
    public void forEach(Consumer<String> lines) throws IOException {
        lines.accept(format.line(format.header(), widths));
        rows.forEach(cells -> lines.accept(format.line(cells, widths)));
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
