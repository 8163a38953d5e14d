package io.firstfin.cli.message;

import java.util.regex.Pattern;

/**
 * Text that others have written, such as a main class, an agent's answer, or the name of a recording,
 * as one line that is safe for a terminal.
 */
public final class PlainText {
    private static final Pattern LINE_ENDS = Pattern.compile("\\s*\\R\\s*");

    /** Controls of both sets, marks that turn the direction of what follows, and separators of lines. */
    private static final Pattern HARMFUL = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");

    private PlainText() {}

    /** Line ends become spaces; whatever else could speak to the terminal becomes a question mark. */
    public static String line(String text) {
        return HARMFUL.matcher(LINE_ENDS.matcher(text.strip()).replaceAll(" ")).replaceAll("?");
    }
}
