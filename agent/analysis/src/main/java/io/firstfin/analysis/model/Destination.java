package io.firstfin.analysis.model;

import io.firstfin.verdict.Role;
import java.io.Serializable;

/**
 * Where connections lead: what shares one budget of local ports.
 *
 * @param role on which side of it the recorded JVM stands
 * @param network the network namespace that the ports belong to
 * @param source our address for CLIENT; empty for others
 * @param address the peer's address for CLIENT; empty for others
 * @param port the peer's port for CLIENT, our own for SERVER, 0 for UNKNOWN; negative where a recording does not tell
 */
public record Destination(Role role, String network, String source, String address, int port) implements Serializable {

    /** Where connections of a role lead that have no end worth telling apart. */
    public static Destination unknown(String network) {
        return new Destination(Role.UNKNOWN, network, "", "", 0);
    }

    /** A server port of ours. */
    public static Destination server(String network, int port) {
        return new Destination(Role.SERVER, network, "", "", port);
    }

    /** A peer that we connect to from an address of ours. */
    public static Destination client(String network, String source, String address, int port) {
        return new Destination(Role.CLIENT, network, source, address, port);
    }

    /** The same in a namespace whose name was not known before. */
    public Destination in(String name) {
        return new Destination(role, name, source, address, port);
    }

    /** As people write it: {@code 10.0.0.7:8080}, {@code [::1]:8080} or {@code our port 8080}. */
    public String label() {
        return switch (role) {
            case CLIENT -> clientLabel();
            case SERVER -> "our port " + portLabel();
            case UNKNOWN -> "older than the agent";
        };
    }

    /** Whether the peer is on this host, where other rules of port reuse hold. */
    public boolean isLoopback() {
        String plain = address.startsWith("::ffff:") ? address.substring(7) : address;
        return plain.startsWith("127.") || plain.equals("::1") || plain.equals("0:0:0:0:0:0:0:1");
    }

    private String clientLabel() {
        if (address.isEmpty()) {
            return port <= 0 ? "an unknown destination" : "an unknown address, port " + port;
        }
        return (address.contains(":") ? "[" + addressLabel() + "]" : address) + ":" + portLabel();
    }

    /** The peer's address as people write it: {@code ::1} for the loopback address that Java writes out. */
    public String addressLabel() {
        return address.equals("0:0:0:0:0:0:0:1") ? "::1" : address;
    }

    private String portLabel() {
        return port <= 0 ? "?" : Integer.toString(port);
    }
}
