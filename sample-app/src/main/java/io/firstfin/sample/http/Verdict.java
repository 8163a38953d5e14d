package io.firstfin.sample.http;

/**
 * What must be reported of the end of one connection.
 *
 * @param closedFirst EITHER where it is a race: then only the kernel says whether it was reported right
 */
public record Verdict(String reason, String closedFirst, int exchanges) {

    private static final String EITHER = "EITHER";

    /** The side that is reported of closes first. */
    public static Verdict local(String reason, int exchanges) {
        return new Verdict(reason, "LOCAL", exchanges);
    }

    /** Its peer closes first. */
    public static Verdict remote(String reason, int exchanges) {
        return new Verdict(reason, "REMOTE", exchanges);
    }

    /**
     * Who closes first is a race: the JDK's TLS closes by itself when the peer's close_notify comes, which
     * may be before the peer's FIN is sent.
     */
    public static Verdict either(String reason, int exchanges) {
        return new Verdict(reason, EITHER, exchanges);
    }

    /** As an EXPECT line says it; nothing where it is a race. */
    public String closedFirstFact() {
        return closedFirst.equals(EITHER) ? "" : " closedFirst=" + closedFirst;
    }

    Verdict because(String otherReason) {
        return new Verdict(otherReason, closedFirst, exchanges);
    }
}
