package io.firstfin.sample.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;

/** What may go to a terminal. */
final class TerminalText {
    /** Controls of both sets, marks that turn the direction of what follows, and separators of lines. */
    private static final Pattern HARMFUL = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}&&[^\\n]]");

    private TerminalText() {}

    /** Nothing that a terminal obeys, and no line that somebody else has written. */
    static void isPlain(String what, String text, String forged) {
        assertThat(HARMFUL.matcher(text)
                        .results()
                        .map(found -> String.format(
                                "U+%04X in \"%s\"", (int) found.group().charAt(0), line(text, found.start()))))
                .as(what)
                .isEmpty();
        assertThat(text.lines()).as(what).noneMatch(line -> line.startsWith(forged));
    }

    /** As the line that it may stand in has it. */
    static String plain(String text) {
        return text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+", " ").strip();
    }

    private static String line(String text, int at) {
        int begin = text.lastIndexOf('\n', at) + 1;
        int end = text.indexOf('\n', at);
        String line = text.substring(begin, end < 0 ? text.length() : end);
        return line.length() < 300 ? line : line.substring(0, 300) + "...";
    }
}
