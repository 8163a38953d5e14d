package io.firstfin.benchmark;

import java.util.Locale;
import java.util.stream.DoubleStream;

/** Median and range of a figure over the rounds. */
record Spread(double median, double least, double most) {

    /** Leaves out rounds in which one of the JVMs failed, whose figure is NaN; all three are NaN if none is left. */
    static Spread of(DoubleStream values) {
        double[] sorted = values.filter(value -> !Double.isNaN(value)).sorted().toArray();
        int count = sorted.length;
        if (count == 0) {
            return new Spread(Double.NaN, Double.NaN, Double.NaN);
        }
        double median = (sorted[(count - 1) / 2] + sorted[count / 2]) / 2;
        return new Spread(median, sorted[0], sorted[count - 1]);
    }

    boolean isKnown() {
        return !Double.isNaN(median);
    }

    /** As "1.02 (0.98 to 1.10)". */
    String text(int decimals) {
        if (!isKnown()) {
            return "not measured";
        }
        String number = "%." + decimals + "f";
        return String.format(Locale.ROOT, number + " (" + number + " to " + number + ")", median, least, most);
    }
}
