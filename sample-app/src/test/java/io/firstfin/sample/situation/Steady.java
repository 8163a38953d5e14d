package io.firstfin.sample.situation;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Makes texts of reports comparable: numbers become #, and what only some runs have is left out. */
final class Steady {
    private static final Pattern UNPROVEN = Pattern.compile(
            ", estimated from samples|, unknown [<>]?[\\d.]+ %|; [<>]?[\\d.]+ % (unconfirmed|supposed(, not proven)?)");
    private static final Pattern VERSION = Pattern.compile("(JDK|Client|OkHttp|HttpURLConnection of JDK) \\d[\\w.]*");
    private static final Pattern NUMBER = Pattern.compile("[<>]?\\d[\\d,.]*\\d|[<>]?\\d");
    /** Of connections that come and go all the time, how many are open at the end is chance. */
    private static final Pattern OPEN_AT_THE_END =
            Pattern.compile("(?<=# a second); of # opened meanwhile # stayed open");

    /** A share that stands in the line where there is room, and how many closes of a race left no TIME_WAIT. */
    private static final Pattern WHERE_IT_FITS =
            Pattern.compile("(?<=^Found first: .{0,99}) \\(# % of the closes\\)|, and keep TIME_WAIT of #");

    private static final Pattern UNIT = Pattern.compile("# (ms|s|µs|min)\\b");
    /** Which is one value where all were alike. */
    private static final Pattern RANGE = Pattern.compile("# s to # s\\b");

    private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.!?]) (?=[A-Z\"])");

    /** How sentences begin that depend on when the kernel was sampled. */
    private static final List<String> ONLY_SOMETIMES =
            List.of("The kernel showed at most", "Had it gone on as before", "At this rate", "Owners: ");

    private static final List<String> OF_SHARES = List.of("Closed first: ", "Keeps TIME_WAIT: ", "TIME_WAIT: ");

    private Steady() {}

    static String line(String text) {
        String steady = UNPROVEN.matcher(text).replaceAll("");
        steady = VERSION.matcher(steady).replaceAll("$1 #");
        steady = NUMBER.matcher(steady).replaceAll("#");
        steady = OPEN_AT_THE_END.matcher(steady).replaceAll("");
        steady = UNIT.matcher(steady).replaceAll("# s");
        return RANGE.matcher(steady).replaceAll("# s");
    }

    /**
     * What each run says of a situation: the headline without its shares, the first finding with its first sentence, and
     * the first advice. The other sentences and the shares depend on what was sampled, and on how single connections
     * end; scenarios prove these, and the call site is expected in code.
     */
    static String saidEachTime(String text) {
        StringBuilder said = new StringBuilder();
        boolean sentence = false;
        for (String line : text.lines().toList()) {
            boolean furtherSentence = sentence && line.startsWith("  ") && !line.startsWith("  - ");
            sentence |= line.startsWith("  ");
            if (!furtherSentence && OF_SHARES.stream().noneMatch(line::startsWith)) {
                said.append(WHERE_IT_FITS.matcher(line).replaceAll("")).append('\n');
            }
        }
        return said.toString();
    }

    /** The sentences of a text, each comparable. */
    static List<String> sentences(String text) {
        List<String> steady = new ArrayList<>();
        for (String sentence : SENTENCE_END.split(text)) {
            if (ONLY_SOMETIMES.stream().noneMatch(sentence::startsWith)) {
                steady.add(line(sentence));
            }
        }
        return steady;
    }
}
