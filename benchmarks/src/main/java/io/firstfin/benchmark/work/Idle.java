package io.firstfin.benchmark.work;

/** A JVM that does nothing. The unit is a second. */
public final class Idle {

    private Idle() {}

    public static void main(String[] args) throws Exception {
        Window.atRate(args[0], 1, () -> {});
    }
}
