package io.firstfin.analysis.model;

/** Why a connect failed; {@link #NONE} when it did not. */
public enum FailureKind {
    /** It connected. */
    NONE("connected"),
    /** No local port was free towards that destination. */
    PORTS_EXHAUSTED("out of local ports"),
    /** The port that the socket was bound to is in use towards that destination. */
    ADDRESS_IN_USE_TOWARDS_DESTINATION("local port in use towards the destination"),
    /** Nobody listens there. */
    REFUSED("refused"),
    /** No answer in time. */
    TIMED_OUT("timed out"),
    /** No route. */
    UNREACHABLE("unreachable"),
    /** The peer answered with a reset. */
    RESET("reset"),
    /** The application closed the socket while it connected. */
    CANCELLED("cancelled by our code"),
    /** Any other failure. */
    OTHER("failed otherwise");

    private final String words;

    FailureKind(String words) {
        this.words = words;
    }

    /** The kind in words that fit after a count, such as {@code "refused"}. */
    public String words() {
        return words;
    }
}
