package io.firstfin.sample.tracefs;

import io.firstfin.kernel.Endpoints;
import io.firstfin.kernel.TcpState;
import io.firstfin.sample.tracefs.Transition.Kind;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the lines of a trace file. Pure. A line is
 * {@code TASK-PID [CPU] FLAGS SECONDS: EVENT: NAME=VALUE ...}, and the task may be called anything.
 */
public final class TransitionParser {
    private static final Pattern LINE =
            Pattern.compile(" (\\d{1,9})\\.(\\d{6}): (inet_sock_set_state|tcp_send_reset|tcp_receive_reset): (.*)");
    private static final Pattern LOST = Pattern.compile("CPU:\\d+ \\[LOST (\\d{1,18}) EVENTS\\]");
    private static final Pattern ADDRESS_AND_PORT = Pattern.compile("(?:\\[([^\\]]*)\\]|([^:]*)):(\\d{1,5})");

    private TransitionParser() {}

    /**
     * The transition a line tells of; null for comments, for other events and protocols, for steps
     * from a state to itself (the kernel repeats some), and for anything not understood.
     */
    public static Transition parse(String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.find()) {
            return null;
        }
        long nanos = Long.parseLong(matcher.group(1)) * 1_000_000_000L + Long.parseLong(matcher.group(2)) * 1_000L;
        Map<String, String> fields = fields(matcher.group(4));
        return switch (matcher.group(3)) {
            case "inet_sock_set_state" -> state(nanos, fields);
            case "tcp_send_reset" -> resetSent(nanos, fields);
            default -> resetReceived(nanos, fields);
        };
    }

    /** How many events this line says were overwritten before they were read; mostly 0. */
    public static long lostEvents(String line) {
        Matcher matcher = LOST.matcher(line);
        return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
    }

    private static Transition state(long nanos, Map<String, String> fields) {
        TcpState from = tcpState(fields.get("oldstate"));
        TcpState to = tcpState(fields.get("newstate"));
        Endpoints endpoints = endpoints(fields);
        if (endpoints == null
                || from == null
                || to == null
                || from == to
                || !"IPPROTO_TCP".equals(fields.get("protocol"))) {
            return null;
        }
        return new Transition(nanos, Kind.STATE, endpoints, from, to, null);
    }

    private static Transition resetSent(long nanos, Map<String, String> fields) {
        Matcher local = ADDRESS_AND_PORT.matcher(fields.getOrDefault("src", ""));
        Matcher remote = ADDRESS_AND_PORT.matcher(fields.getOrDefault("dest", ""));
        if (!local.matches() || !remote.matches()) {
            return null;
        }
        Endpoints endpoints = endpoints(address(local), local.group(3), address(remote), remote.group(3));
        return endpoints == null
                ? null
                : new Transition(
                        nanos, Kind.RESET_SENT, endpoints, tcpState(fields.get("state")), null, fields.get("reason"));
    }

    private static Transition resetReceived(long nanos, Map<String, String> fields) {
        Endpoints endpoints = endpoints(fields);
        return endpoints == null ? null : new Transition(nanos, Kind.RESET_RECEIVED, endpoints, null, null, null);
    }

    // The IPv6 fields are filled for both families, IPv4 as ::ffff:a.b.c.d.
    private static Endpoints endpoints(Map<String, String> fields) {
        return endpoints(fields.get("saddrv6"), fields.get("sport"), fields.get("daddrv6"), fields.get("dport"));
    }

    private static Endpoints endpoints(String local, String localPort, String remote, String remotePort) {
        InetAddress from = AddressLiteral.parse(local);
        InetAddress to = AddressLiteral.parse(remote);
        int fromPort = port(localPort);
        int toPort = port(remotePort);
        return from == null || to == null || fromPort < 0 || toPort < 0
                ? null
                : new Endpoints(from, fromPort, to, toPort);
    }

    private static String address(Matcher addressAndPort) {
        String v6 = addressAndPort.group(1);
        return v6 != null ? v6 : addressAndPort.group(2);
    }

    private static int port(String text) {
        int port = text != null && text.matches("\\d{1,5}") ? Integer.parseInt(text) : -1;
        return port <= 65_535 ? port : -1;
    }

    private static TcpState tcpState(String name) {
        for (TcpState state : TcpState.values()) {
            if (("TCP_" + state).equals(name)) {
                return state;
            }
        }
        return null;
    }

    private static Map<String, String> fields(String text) {
        Map<String, String> fields = new HashMap<>();
        for (String word : text.split(" ")) {
            int equals = word.indexOf('=');
            if (equals > 0) {
                fields.put(word.substring(0, equals), word.substring(equals + 1));
            }
        }
        return fields;
    }
}
