package io.firstfin.analysis.view;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Lines that fit a terminal. */
public final class Lines {

    /** Columns of the report. */
    public static final int WIDTH = 100;

    private static final String DOTS = "...";
    private static final Pattern SENTENCE_END = Pattern.compile("\\.(?= |$)");
    private static final Pattern NEXT_SENTENCE = Pattern.compile("(?<=\\.) (?=[\\p{Lu}\\d])");
    private static final Pattern CLAUSE_END = Pattern.compile("[.,:;](?= |$)");

    /** Controls of both sets, marks that turn the direction of what follows, and ends of lines. */
    private static final Pattern HARMFUL = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+");

    private Lines() {}

    /** Wraps a text; the first line begins with {@code first}, the others are indented as far. */
    public static String wrap(String first, String text) {
        return wrap(first, text, WIDTH);
    }

    /** The same for lines of another width. */
    public static String wrap(String first, String text, int width) {
        StringBuilder lines = new StringBuilder(first);
        int column = first.length();
        boolean fresh = true;
        for (String word : plain(text).split(" +")) {
            String rest = word;
            if (!fresh && column + 1 + rest.length() > width) {
                lines.append('\n').append(" ".repeat(first.length()));
                column = first.length();
                fresh = true;
            }
            while (column + rest.length() > width) {
                int room = width - column;
                lines.append(rest, 0, room).append('\n').append(" ".repeat(first.length()));
                rest = rest.substring(room);
                column = first.length();
            }
            lines.append(fresh ? "" : " ").append(rest);
            column += rest.length() + (fresh ? 0 : 1);
            fresh = false;
        }
        return lines.append('\n').toString();
    }

    /** The paragraphs, each wrapped behind the same beginning. */
    public static String wrapAll(String first, List<String> texts, int width) {
        return texts.stream().map(text -> wrap(first, text, width)).collect(Collectors.joining());
    }

    /** One line of its own, cut at the end if it is too long. */
    public static String line(String text) {
        return shorten(text, WIDTH) + "\n";
    }

    /** Cuts a text at its end. */
    public static String shorten(String text, int width) {
        String plain = plain(text);
        return plain.length() <= width ? plain : plain.substring(0, width - DOTS.length()) + DOTS;
    }

    /** The sentences of a text that fit; without a whole one its beginning up to a clause; a long first clause is cut. */
    public static String clause(String text, int width) {
        String plain = plain(text);
        int sentence = lastEnd(SENTENCE_END, plain, width);
        int end = sentence > 0 ? sentence : lastEnd(CLAUSE_END, plain, width);
        return end == 0 ? shorten(plain, width) : plain.substring(0, end) + ".";
    }

    /** The sentences of a text. */
    static List<String> sentences(String text) {
        return List.of(NEXT_SENTENCE.split(text));
    }

    /** Where the last of some ends begins that fits; 0 without one. */
    private static int lastEnd(Pattern ends, String text, int width) {
        Matcher found = ends.matcher(text);
        int end = 0;
        while (found.find() && found.start() < width) {
            end = found.start();
        }
        return end;
    }

    /** Cuts a text at its beginning, where package names say least. */
    public static String shortenLeft(String text, int width) {
        String plain = plain(text);
        return plain.length() <= width ? plain : DOTS + plain.substring(plain.length() - width + DOTS.length());
    }

    /** Texts from a recording may hold anything; line ends and escapes stay out of the terminal. */
    public static String plain(String text) {
        return HARMFUL.matcher(text).replaceAll(" ").strip();
    }
}
