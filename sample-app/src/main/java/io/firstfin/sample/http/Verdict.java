package io.firstfin.sample.http;

/** What must be told of the end of one connection. */
public record Verdict(String reason, String closedFirst, int exchanges) {

    /** The side that is told of closes first. */
    public static Verdict local(String reason, int exchanges) {
        return new Verdict(reason, "LOCAL", exchanges);
    }

    /** Its peer closes first. */
    public static Verdict remote(String reason, int exchanges) {
        return new Verdict(reason, "REMOTE", exchanges);
    }

    Verdict because(String otherReason) {
        return new Verdict(otherReason, closedFirst, exchanges);
    }
}
