package io.firstfin.cli.victim;

/**
 * Says that it is ready, then waits until its stdin ends, and so ends with the test at the latest.
 */
public final class IdleApp {
    private IdleApp() {}

    public static void main(String[] args) throws Exception {
        System.out.println("ready");
        System.in.readAllBytes();
    }
}
