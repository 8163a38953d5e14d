package io.firstfin.analysis.model;

/** Whose ports a budget is of, and what shares them. */
public enum PortSide {
    /** Ours, of those that connects towards one destination share. */
    CLIENT,
    /** Ours, of those that binds before connect share for all destinations. */
    BIND,
    /** One peer's, towards a port that we listen on. */
    SERVER
}
