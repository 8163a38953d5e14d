package io.firstfin.analysis.render.text;

import io.firstfin.analysis.view.BannerView.Level;
import io.firstfin.analysis.view.FindingsView;
import io.firstfin.analysis.view.Lines;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How wide a report is, and whether it has colours.
 *
 * @param columns no line is longer, except in a table where there are less than 80
 * @param rows how many lines a terminal shows at once; 0 where the report goes to a file or another program
 * @param coloured whether escape sequences for colours are written
 */
public record TextStyle(int columns, int rows, boolean coloured) {

    /** For files and other programs. */
    public static final TextStyle PLAIN = new TextStyle(Lines.WIDTH, 0, false);

    /** On less a sentence falls to pieces. */
    private static final int NARROWEST = 40;

    /** On less the columns of numbers alone do not fit: a terminal breaks the lines of such a table itself. */
    private static final int NARROWEST_TABLE = 80;

    /** Longer lines of a table are hard to follow. */
    private static final int WIDEST_TABLE = 160;

    /** The first word or two of a line of the headline. */
    private static final Pattern LABEL = Pattern.compile("^\\p{L}[\\p{L}_ ]{1,24}:(?= )");

    private static final String BOLD = "1";
    private static final String RED = "1;31";
    private static final String GREEN = "1;32";
    private static final String YELLOW = "1;33";
    private static final String CYAN = "1;36";

    /** For a terminal of a size; it may be narrower than any report. */
    public static TextStyle ofTerminal(int columns, int rows, boolean coloured) {
        return new TextStyle(Math.max(NARROWEST, columns), rows, coloured);
    }

    boolean isTerminal() {
        return rows > 0;
    }

    /** Sentences stay as narrow as elsewhere: longer lines are hard to read. */
    int proseColumns() {
        return Math.min(Lines.WIDTH, columns);
    }

    int tableColumns() {
        return Math.max(NARROWEST_TABLE, Math.min(WIDEST_TABLE, columns));
    }

    String wrap(String first, String text) {
        return Lines.wrap(first, text, proseColumns());
    }

    String wrapAll(String first, List<String> texts) {
        return Lines.wrapAll(first, texts, proseColumns());
    }

    /** A line of the headline with its label in bold; where it is too long, the rest is indented. */
    String headline(String line, Level level) {
        String wrapped = line.length() <= proseColumns()
                ? line + "\n"
                : Lines.wrap("", line, proseColumns() - 2)
                        .stripTrailing()
                        .replace("\n", "\n  ")
                        .concat("\n");
        Matcher label = LABEL.matcher(wrapped);
        if (!label.find()) {
            return wrapped;
        }
        boolean shouts = label.group().equals(label.group().toUpperCase(Locale.ROOT));
        String colour = shouts && !label.group().startsWith("TIME_WAIT")
                ? RED
                : label.group().startsWith("Change first") ? colour(level) : BOLD;
        return paint(colour, label.group()) + wrapped.substring(label.end());
    }

    String title(String text) {
        return paint(BOLD, text);
    }

    /** How urgent a finding is, in its colour. */
    String severity(FindingsView.One finding) {
        return paint(
                switch (finding.level()) {
                    case "CRITICAL" -> RED;
                    case "WARNING" -> YELLOW;
                    default -> CYAN;
                },
                finding.level());
    }

    private static String colour(Level level) {
        return switch (level) {
            case OUTAGE -> RED;
            case WARNING, NOT_SEEN -> YELLOW;
            case FINE -> GREEN;
        };
    }

    private String paint(String colour, String text) {
        return coloured ? "\u001b[" + colour + "m" + text + "\u001b[0m" : text;
    }
}
