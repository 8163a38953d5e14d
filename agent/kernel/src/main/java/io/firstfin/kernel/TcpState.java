package io.firstfin.kernel;

/**
 * The states of a TCP socket, named and numbered as Linux does in {@code include/net/tcp_states.h}.
 * The same numbers stand in {@code tcp_info}, in {@code /proc/net/tcp} and in inet_diag messages.
 */
public enum TcpState {
    ESTABLISHED(1),
    SYN_SENT(2),
    SYN_RECV(3),
    FIN_WAIT1(4),
    FIN_WAIT2(5),
    TIME_WAIT(6),
    CLOSE(7),
    CLOSE_WAIT(8),
    LAST_ACK(9),
    LISTEN(10),
    CLOSING(11),
    NEW_SYN_RECV(12);

    private static final TcpState[] BY_CODE = new TcpState[13];

    static {
        for (TcpState state : values()) {
            BY_CODE[state.code] = state;
        }
    }

    private final int code;

    TcpState(int code) {
        this.code = code;
    }

    /** The kernel's number of this state. */
    public int code() {
        return code;
    }

    /** This state in a set of states, such as {@code idiag_states}: {@code 1 << code}. */
    public int bit() {
        return 1 << code;
    }

    /** A state that an open connection reaches by a FIN of ours alone. */
    public boolean showsOurFin() {
        switch (this) {
            case FIN_WAIT1:
            case FIN_WAIT2:
            case CLOSING:
            case LAST_ACK:
                return true;
            default:
                return false;
        }
    }

    /** The state of that number; null when Linux has none (yet). */
    public static TcpState of(int code) {
        return code > 0 && code < BY_CODE.length ? BY_CODE[code] : null;
    }
}
