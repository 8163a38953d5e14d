package io.firstfin.analysis.recording;

/** A count with one example. */
final class Count {

    private long total;
    private String example = "";

    void add(long more, String text) {
        total += more;
        if (example.isEmpty()) {
            example = text;
        }
    }

    long total() {
        return total;
    }

    String example() {
        return example;
    }
}
