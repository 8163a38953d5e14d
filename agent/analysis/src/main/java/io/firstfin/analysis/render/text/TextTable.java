package io.firstfin.analysis.render.text;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.HorizontalAlign;
import io.firstfin.analysis.view.Lines;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * A table of columns that each have a widest width, so that the table has one too. On a wider or narrower terminal the
 * columns of texts have more or less.
 *
 * @param <R> what a row is about
 */
final class TextTable<R> {

    /** Of a text less says nothing. */
    private static final int NARROWEST = 7;

    /** What stands between two columns. */
    private static final int BORDER = 3;

    private record Cells<R>(
            String header, Function<R, String> text, int width, HorizontalAlign align, boolean keepsEnd) {

        boolean isText() {
            return align == HorizontalAlign.LEFT;
        }

        String of(R row, int most) {
            String cell = text.apply(row);
            return keepsEnd ? Lines.shortenLeft(cell, most) : Lines.shorten(cell, most);
        }

        /** The header of numbers says what they are, so it is never cut. */
        String header(int most) {
            return isText() ? Lines.shorten(header, Math.max(most, NARROWEST)) : header;
        }

        int needed(List<R> rows, int most) {
            return rows.stream()
                    .mapToInt(row -> of(row, most).length())
                    .reduce(header(most).length(), Math::max);
        }
    }

    private final int width;
    private final List<Cells<R>> columns = new ArrayList<>();

    /** @param width of the whole table */
    TextTable(int width) {
        this.width = width;
    }

    /** A column of names; a longer one loses its end. */
    TextTable<R> text(String header, int most, Function<R, String> cell) {
        columns.add(new Cells<>(header, cell, most, HorizontalAlign.LEFT, false));
        return this;
    }

    /** A column of call sites; a longer one loses its beginning. */
    TextTable<R> sites(String header, int most, Function<R, String> cell) {
        columns.add(new Cells<>(header, cell, most, HorizontalAlign.LEFT, true));
        return this;
    }

    TextTable<R> number(String header, int most, Function<R, String> cell) {
        columns.add(new Cells<>(header, cell, most, HorizontalAlign.RIGHT, false));
        return this;
    }

    String render(List<R> rows) {
        int[] widths = widths(rows);
        Column[] headers = IntStream.range(0, columns.size())
                .mapToObj(at -> new Column()
                        .header(columns.get(at).header(widths[at]))
                        .headerAlign(columns.get(at).align())
                        .dataAlign(columns.get(at).align())
                        .maxWidth(Math.max(width, Lines.WIDTH)))
                .toArray(Column[]::new);
        String table = AsciiTable.getTable(
                AsciiTable.BASIC_ASCII_NO_DATA_SEPARATORS_NO_OUTSIDE_BORDER,
                headers,
                rows.stream()
                        .map(row -> IntStream.range(0, columns.size())
                                .mapToObj(at -> columns.get(at).of(row, widths[at]))
                                .toArray())
                        .toArray(Object[][]::new));
        return table.replace("\r", "")
                .lines()
                .map(String::stripTrailing)
                .filter(line -> !line.isEmpty())
                .reduce("", (all, line) -> all + line + "\n");
    }

    /** How much each column may have: as long as they do not fit, the widest text gives way. */
    private int[] widths(List<R> rows) {
        int[] most = columns.stream()
                .mapToInt(column -> column.width() + (column.isText() ? Math.max(0, width - Lines.WIDTH) : 0))
                .toArray();
        int[] needed = IntStream.range(0, most.length)
                .map(at -> columns.get(at).needed(rows, most[at]))
                .toArray();
        while (Arrays.stream(needed).sum() + BORDER * needed.length - 1 > width) {
            int widest = IntStream.range(0, needed.length)
                    .filter(at -> columns.get(at).isText() && needed[at] > NARROWEST)
                    .reduce(-1, (one, other) -> one < 0 || needed[other] > needed[one] ? other : one);
            if (widest < 0) {
                break;
            }
            most[widest] = --needed[widest];
        }
        return most;
    }
}
