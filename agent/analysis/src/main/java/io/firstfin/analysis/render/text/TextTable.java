package io.firstfin.analysis.render.text;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.HorizontalAlign;
import io.firstfin.analysis.view.Lines;
import java.util.ArrayList;
import java.util.List;

/** A table of columns that each have a widest width, so that the table has one too. */
final class TextTable {

    private final List<Column> columns = new ArrayList<>();
    private final List<Integer> widths = new ArrayList<>();
    private final List<Object[]> rows = new ArrayList<>();

    /** A column of names; a longer one loses its end. */
    TextTable text(String header, int width) {
        return column(header, width, HorizontalAlign.LEFT);
    }

    /** A column of call sites; a longer one loses its beginning, so the width is negative here. */
    TextTable sites(String header, int width) {
        return column(header, -width, HorizontalAlign.LEFT);
    }

    /** A column of numbers. */
    TextTable number(String header, int width) {
        return column(header, width, HorizontalAlign.RIGHT);
    }

    TextTable row(String... cells) {
        Object[] fitted = new Object[cells.length];
        for (int i = 0; i < cells.length; i++) {
            int width = widths.get(i);
            fitted[i] = width < 0 ? Lines.shortenLeft(cells[i], -width) : Lines.shorten(cells[i], width);
        }
        rows.add(fitted);
        return this;
    }

    String render() {
        String table = AsciiTable.getTable(
                AsciiTable.BASIC_ASCII_NO_DATA_SEPARATORS_NO_OUTSIDE_BORDER,
                columns.toArray(new Column[0]),
                rows.toArray(new Object[0][]));
        return table.replace("\r", "")
                .lines()
                .map(String::stripTrailing)
                .filter(line -> !line.isEmpty())
                .reduce("", (all, line) -> all + line + "\n");
    }

    private TextTable column(String header, int width, HorizontalAlign align) {
        columns.add(
                new Column().header(header).headerAlign(align).dataAlign(align).maxWidth(Lines.WIDTH));
        widths.add(width);
        return this;
    }
}
