package io.firstfin.sample.situation;

import java.util.List;
import java.util.stream.Collectors;

/** The network namespace of a situation. */
public enum Surroundings {
    /** As many local ports as Linux gives by default. */
    ORDINARY(32_768, 60_999, ""),
    /**
     * A quarter of the local ports: from 13 to 60 connections a second would fill more than a tenth of them, and less than
     * half.
     */
    FEWER_PORTS(33_000, 40_499, ""),
    /** A few hundred local ports, so that a small situation can use up what a large one would. */
    FEW_PORTS(33_000, 33_399, ""),
    /** Room for a few TIME_WAIT. */
    FEW_TIME_WAITS(32_768, 60_999, "echo 20 > /proc/sys/net/ipv4/tcp_max_tw_buckets"),
    /** A JVM that may have few files open: of a few hundred connections each takes one. */
    FEW_DESCRIPTORS(32_768, 60_999, "ulimit -n 256"),
    /** The other process is in a network namespace of its own, whose addresses a NAT hides behind one. */
    BEHIND_NAT(32_768, 60_999, "");

    /** The application's address, as the clients behind the NAT know it. */
    static final String SERVER_OF_NAT = "10.50.0.1";

    /** Addresses of clients behind the NAT. */
    static final List<String> CLIENTS_OF_NAT = List.of("10.60.0.2", "10.60.0.3", "10.60.0.4", "10.60.0.5");

    private final int firstPort;
    private final int lastPort;
    private final String setting;

    Surroundings(int firstPort, int lastPort, String setting) {
        this.firstPort = firstPort;
        this.lastPort = lastPort;
        this.setting = setting;
    }

    public int firstPort() {
        return firstPort;
    }

    public int lastPort() {
        return lastPort;
    }

    /** A command of the shell that makes it what it is; empty where the ports are all. */
    public String setting() {
        return setting;
    }

    /**
     * A script of the shell that runs the command it is given as the other process: in the network namespace of the
     * application, or in one of its own.
     *
     * @param application id of the application's process
     */
    public String peerEntry(long application) {
        String there = "nsenter -n -t " + application;
        if (this != BEHIND_NAT) {
            return "exec " + there + " \"$0\" \"$@\"";
        }
        String addresses = CLIENTS_OF_NAT.stream()
                .map(address -> "ip addr add " + address + "/32 dev lo")
                .collect(Collectors.joining(" && "));
        return "exec unshare -n sh -c 'ip link set lo up && " + addresses
                + " && ip link add nat type veth peer name server netns " + application
                + " && ip addr add 10.50.0.2/24 dev nat && ip link set nat up && "
                + there + " ip addr add " + SERVER_OF_NAT + "/24 dev server && " + there + " ip link set server up"
                + " && nft add table ip nat"
                + " && nft \"add chain ip nat out { type nat hook postrouting priority 100 ; }\""
                + " && nft add rule ip nat out oifname nat masquerade && exec \"$0\" \"$@\"' \"$0\" \"$@\"";
    }
}
