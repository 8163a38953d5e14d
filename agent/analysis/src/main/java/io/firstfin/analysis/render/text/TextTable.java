package io.firstfin.analysis.render.text;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.HorizontalAlign;
import io.firstfin.analysis.view.Lines;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A table of columns that each have a widest width, so that the table has one too.
 *
 * @param <R> what a row is about
 */
final class TextTable<R> {

    private record Cells<R>(Function<R, String> text, int width, boolean keepsEnd) {

        String of(R row) {
            String cell = text.apply(row);
            return keepsEnd ? Lines.shortenLeft(cell, width) : Lines.shorten(cell, width);
        }
    }

    private final List<Column> columns = new ArrayList<>();
    private final List<Cells<R>> cells = new ArrayList<>();

    /** A column of names; a longer one loses its end. */
    TextTable<R> text(String header, int width, Function<R, String> cell) {
        return column(header, HorizontalAlign.LEFT, new Cells<>(cell, width, false));
    }

    /** A column of call sites; a longer one loses its beginning. */
    TextTable<R> sites(String header, int width, Function<R, String> cell) {
        return column(header, HorizontalAlign.LEFT, new Cells<>(cell, width, true));
    }

    TextTable<R> number(String header, int width, Function<R, String> cell) {
        return column(header, HorizontalAlign.RIGHT, new Cells<>(cell, width, false));
    }

    String render(List<R> rows) {
        String table = AsciiTable.getTable(
                AsciiTable.BASIC_ASCII_NO_DATA_SEPARATORS_NO_OUTSIDE_BORDER,
                columns.toArray(new Column[0]),
                rows.stream()
                        .map(row -> cells.stream().map(one -> one.of(row)).toArray())
                        .toArray(Object[][]::new));
        return table.replace("\r", "")
                .lines()
                .map(String::stripTrailing)
                .filter(line -> !line.isEmpty())
                .reduce("", (all, line) -> all + line + "\n");
    }

    private TextTable<R> column(String header, HorizontalAlign align, Cells<R> below) {
        columns.add(
                new Column().header(header).headerAlign(align).dataAlign(align).maxWidth(Lines.WIDTH));
        cells.add(below);
        return this;
    }
}
