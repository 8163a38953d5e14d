package io.firstfin.sample.chaos;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One thing an endpoint does. As text it is a letter and a number, such as {@code w10}.
 *
 * @param kind   what it does
 * @param amount bytes, seconds or microseconds, as the kind says; 0 where it has none
 */
public record Act(Kind kind, int amount) {
    /** What an endpoint can do. */
    public enum Kind {
        /** Writes so many bytes, and gives up when the peer does not take them. */
        WRITE('w'),
        /** Reads once, for a moment. */
        READ('r'),
        /** Reads until the end of the stream, for a moment. */
        READ_TO_END('R'),
        /** Closes. */
        CLOSE('c'),
        /** Reads; another thread closes after so many microseconds. */
        CLOSE_WHILE_READING('x'),
        /** Reads; another thread interrupts after so many microseconds. */
        INTERRUPT('i'),
        /** Shuts down the output. */
        SHUTDOWN_OUTPUT('o'),
        /** Shuts down the input. */
        SHUTDOWN_INPUT('n'),
        /** Sets SO_LINGER to so many seconds. */
        LINGER('l'),
        /** Does nothing for so many microseconds. */
        DELAY('d'),
        /** Waits for the other endpoint's gate, so that both go on in the same microseconds. */
        GATE('g'),
        /** One round of the endpoint's own selector, if it has one. */
        SELECT('s');

        private final char letter;

        Kind(char letter) {
            this.letter = letter;
        }

        static Kind of(char letter) {
            return Arrays.stream(values())
                    .filter(kind -> kind.letter == letter)
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("no act " + letter));
        }
    }

    static Act parse(String text) {
        return new Act(Kind.of(text.charAt(0)), text.length() == 1 ? 0 : Integer.parseInt(text.substring(1)));
    }

    static List<Act> parseAll(String text) {
        return Arrays.stream(text.split(","))
                .filter(act -> !act.isEmpty())
                .map(Act::parse)
                .toList();
    }

    static String format(List<Act> acts) {
        return acts.stream().map(Act::toString).collect(Collectors.joining(","));
    }

    @Override
    public String toString() {
        return kind.letter + (amount == 0 ? "" : String.valueOf(amount));
    }
}
