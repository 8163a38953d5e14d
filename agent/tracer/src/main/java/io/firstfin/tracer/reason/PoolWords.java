package io.firstfin.tracer.reason;

/** What a connection pool says in words about why it closes a connection. */
public final class PoolWords {

    private PoolWords() {}

    /** The reason and the words that prove it, as woven code writes both; empty for words that prove nothing. */
    public static String reason(String words) {
        Reason reason = words == null ? null : find(words);
        return reason == null ? "" : reason.name() + "|the pool said: " + words;
    }

    private static Reason find(String words) {
        if (words.contains("maxLifetime")) {
            return Reason.MAX_LIFETIME;
        }
        if (words.contains("idleTimeout")) {
            return Reason.IDLE_TIMEOUT;
        }
        if (words.contains("dead")) {
            return Reason.VALIDATION_FAILED;
        }
        if (words.contains("broken")) {
            return Reason.EXCHANGE_FAILED;
        }
        if (words.contains("by user")) {
            return Reason.DISCONNECT_CALLED;
        }
        if (words.contains("shutdown")) {
            return Reason.POOL_CLOSED;
        }
        return words.contains("evicted") ? Reason.POOL_EVICTED : null;
    }
}
