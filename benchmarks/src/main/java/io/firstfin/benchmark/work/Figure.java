package io.firstfin.benchmark.work;

/** A line {@code name=value} on standard output. */
final class Figure {

    private Figure() {}

    static void print(String name, double value) {
        System.out.println(name + "=" + value);
    }

    static void print(String name, long sum, long units) {
        print(name, (double) sum / units);
    }
}
