package io.firstfin.analysis.finding;

/** The kinds of findings; the order is the one in which findings of equal severity are shown. */
public enum FindingId {
    /** Connects or binds found no free local port. */
    PORTS_EXHAUSTED,
    /** A socket could not be bound to the port it asked for. */
    BIND_FAILED,
    /** Our TIME_WAIT holds much of a destination's local ports. */
    PORT_BUDGET,
    /** A full TIME_WAIT table dropped sockets, which hides who closed first. */
    TIME_WAIT_TABLE_FULL,
    /** SO_LINGER 0 turned closes into resets. */
    RESET_BY_LINGER,
    /** Data was unread at close, which turned closes into resets. */
    RESET_BY_UNREAD_DATA,
    /** The garbage collector closed what the code forgot. */
    CLOSED_BY_COLLECTOR,
    /** Our code closed late after the peer had. */
    LONG_CLOSE_WAIT,
    /** A connection for each request. */
    SHORT_CONNECTIONS,
    /** Client sockets take their ports from one pool for all destinations. */
    BIND_BEFORE_CONNECT,
    /** Connects failed for other reasons than ports. */
    CONNECT_FAILED,
    /** The peer reset connections. */
    RESET_BY_PEER,
    /** Our server closes first. */
    SERVER_CLOSES_FIRST,
    /** For some closes the recording cannot tell who was first. */
    VERDICTS_UNKNOWN,
    /** The kernel corrected verdicts after the close. */
    DISAGREEMENT,
    /** The agent lost events or met errors. */
    AGENT_TROUBLE
}
