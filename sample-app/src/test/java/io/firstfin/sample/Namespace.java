package io.firstfin.sample;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/**
 * A network namespace for one victim, with a range of ports no other victim has: so the oracle,
 * which sees all namespaces at once, can tell whose a connection is. Without root there is none,
 * and the victim runs in the namespace of the test.
 */
public record Namespace(int firstPort, int lastPort) {
    private static final boolean POSSIBLE = isPossible();

    public static boolean possible() {
        return POSSIBLE;
    }

    /** For tests that are of no worth in the namespace of all. */
    public static void skipWithout(Class<?> test) {
        if (!POSSIBLE) {
            System.out.println(test.getSimpleName() + " is skipped: it needs root for network namespaces of its own");
            Assumptions.abort("no network namespaces");
        }
    }

    boolean owns(int port) {
        return port >= firstPort && port <= lastPort;
    }

    /**
     * What a command is to be started with. Without tcp_tw_reuse, which Linux has on for loopback,
     * a 4-tuple stays with one connection for as long as any scenario lasts. The process keeps its
     * id through all of it.
     */
    public List<String> entry() {
        return entryWithReuse(0);
    }

    /** The same with another tcp_tw_reuse. */
    List<String> entryWithReuse(int reuse) {
        return entryWith(reuse, 0);
    }

    /**
     * The same where no reset ends a TIME_WAIT before its time. On a busy machine one in a thousand
     * is: an acknowledgement comes late, to an end that is gone and answers by a reset (RFC 1337).
     */
    public List<String> entryWithoutAssassins() {
        return entryWith(0, 1);
    }

    private List<String> entryWith(int reuse, int rfc1337) {
        return POSSIBLE
                ? entry("ip link set lo up && cd /proc/sys/net/ipv4 && echo " + firstPort
                        + " " + lastPort + " > ip_local_port_range && echo " + reuse + " > tcp_tw_reuse"
                        + " && echo " + rfc1337 + " > tcp_rfc1337"
                        + " && cd \"$OLDPWD\" && exec \"$0\" \"$@\"")
                : List.of();
    }

    private static List<String> entry(String script) {
        return List.of("unshare", "-n", "sh", "-c", script);
    }

    private static boolean isPossible() {
        try {
            int exit = new ProcessBuilder(entry("ip link set lo up"))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
            return exit == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
