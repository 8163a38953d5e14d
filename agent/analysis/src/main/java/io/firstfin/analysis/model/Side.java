package io.firstfin.analysis.model;

/** An end of a connection, as seen from the recorded JVM. */
public enum Side {
    /** Our endpoint. */
    LOCAL,
    /** The peer. */
    REMOTE,
    /** Both: the FINs crossed. */
    BOTH,
    /** Neither; a reset leaves no TIME_WAIT. */
    NONE,
    /** The recording does not tell. */
    UNKNOWN;

    /** In words: {@code "we"}, {@code "the peer"}. */
    public String words() {
        return switch (this) {
            case LOCAL -> "we";
            case REMOTE -> "the peer";
            case BOTH -> "both";
            case NONE -> "nobody";
            case UNKNOWN -> "unknown";
        };
    }

    /** Whether our endpoint is part of it. */
    public boolean includesUs() {
        return this == LOCAL || this == BOTH;
    }
}
