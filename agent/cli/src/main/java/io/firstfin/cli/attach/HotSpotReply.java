package io.firstfin.cli.attach;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The answer of the attach listener.
 *
 * @param code 0 when the operation itself was carried out
 * @param text what came after the first line
 */
public record HotSpotReply(int code, String text) {
    private static final int LONGEST_QUOTE = 200;
    private static final Pattern RETURN_CODE = Pattern.compile("(?m)^(?:return code: )?(-?\\d+)\\s*$");

    /** Reads a whole answer: a line with the code, then text up to the end of the stream. */
    public static HotSpotReply parse(byte[] bytes) {
        String all = new String(bytes, StandardCharsets.UTF_8);
        int newline = all.indexOf('\n');
        String first = (newline < 0 ? all : all.substring(0, newline)).strip();
        if (!first.matches("-?\\d{1,9}")) {
            throw new IllegalArgumentException("no code in the answer \"" + clipped(first) + "\"");
        }
        return new HotSpotReply(Integer.parseInt(first), newline < 0 ? "" : all.substring(newline + 1));
    }

    /** The beginning of the text, for a message of one line. */
    public String firstLine() {
        return clipped(text.lines().findFirst().orElse(""));
    }

    private static String clipped(String line) {
        return line.length() <= LONGEST_QUOTE ? line : line.substring(0, LONGEST_QUOTE) + "...";
    }

    /**
     * What an agent's own entry returned. JDK 9 and later say "return code: N" in the text; when
     * the agent never ran there is only prose, which counts as not 0.
     */
    public int agentCode() {
        if (code != 0) {
            return code;
        }
        Matcher matcher = RETURN_CODE.matcher(text);
        return matcher.find() ? Integer.parseInt(matcher.group(1)) : -1;
    }
}
