package io.firstfin.analysis.html;

import java.util.Locale;

/**
 * A part of a bar that is 100 wide.
 *
 * @param kind its style
 * @param x where it begins
 * @param width how wide it is
 */
record Bar(String kind, String x, String width) {

    static Bar of(String kind, double from, double part) {
        return new Bar(kind, number(from * 100), number(part * 100));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
