package io.firstfin.sample;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A network namespace for one victim, with a range of ports no other victim has: so the oracle,
 * which sees all namespaces at once, can tell whose a connection is. Without root there is none,
 * and the victim runs in the namespace of the test.
 */
record Namespace(int firstPort, int lastPort) {
    /** Below the range Linux gives to everybody else. */
    private static final int FIRST = 10_000;
    private static final int WIDTH = 1_000;
    private static final int COUNT = 22;
    private static final AtomicInteger NEXT = new AtomicInteger();
    private static final boolean POSSIBLE = isPossible();

    static boolean possible() {
        return POSSIBLE;
    }

    /** Ranges come round again, long after their last user is gone. */
    static Namespace next() {
        int first = FIRST + NEXT.getAndIncrement() % COUNT * WIDTH;
        return new Namespace(first, first + WIDTH - 1);
    }

    boolean owns(int port) {
        return port >= firstPort && port <= lastPort;
    }

    /**
     * What a command is to be started with. Without tcp_tw_reuse, which Linux has on for loopback,
     * a 4-tuple stays with one connection for as long as any lesson lasts. The process keeps its
     * id through all of it.
     */
    List<String> entry() {
        return POSSIBLE ? entry("ip link set lo up && cd /proc/sys/net/ipv4 && echo " + firstPort
                + " " + lastPort + " > ip_local_port_range && echo 0 > tcp_tw_reuse"
                + " && cd \"$OLDPWD\" && exec \"$0\" \"$@\"") : List.of();
    }

    private static List<String> entry(String script) {
        return List.of("unshare", "-n", "sh", "-c", script);
    }

    private static boolean isPossible() {
        try {
            int exit = new ProcessBuilder(entry("ip link set lo up"))
                    .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start().waitFor();
            return exit == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
