package io.firstfin.analysis.recording;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Texts that recur, each kept once and named by a number; bounded. 0 is the empty text. */
final class Texts {

    private static final int LIMIT = Short.MAX_VALUE;

    private final Map<String, Short> numbers = new HashMap<>(Map.of("", (short) 0));
    private final List<String> texts = new ArrayList<>(List.of(""));

    /** The number of a text; that of the empty text when there are too many. */
    short number(String text) {
        Short known = numbers.get(text);
        if (known != null) {
            return known;
        }
        if (texts.size() > LIMIT) {
            return 0;
        }
        short number = (short) texts.size();
        texts.add(text);
        numbers.put(text, number);
        return number;
    }

    String text(short number) {
        return texts.get(number);
    }
}
