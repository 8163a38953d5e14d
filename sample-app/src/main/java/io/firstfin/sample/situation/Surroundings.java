package io.firstfin.sample.situation;

/** The network namespace of a situation. */
public enum Surroundings {
    /** As many local ports as Linux gives by default. */
    ORDINARY(32_768, 60_999, ""),
    /** A few hundred local ports, so that a small situation can use up what a large one would. */
    FEW_PORTS(33_000, 33_399, ""),
    /** Room for a few TIME_WAIT. */
    FEW_TIME_WAITS(32_768, 60_999, "echo 20 > /proc/sys/net/ipv4/tcp_max_tw_buckets");

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
}
