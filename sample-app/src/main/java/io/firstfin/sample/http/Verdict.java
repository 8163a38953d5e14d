package io.firstfin.sample.http;

/** What must be told of the end of one connection. */
record Verdict(String reason, String closedFirst, int exchanges) {

    /** The client closes first. */
    static Verdict local(String reason, int exchanges) {
        return new Verdict(reason, "LOCAL", exchanges);
    }

    /** The server closes first. */
    static Verdict remote(String reason, int exchanges) {
        return new Verdict(reason, "REMOTE", exchanges);
    }

    Verdict because(String otherReason) {
        return new Verdict(otherReason, closedFirst, exchanges);
    }
}
