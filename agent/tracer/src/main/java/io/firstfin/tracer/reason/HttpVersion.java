package io.firstfin.tracer.reason;

import java.util.Locale;

/** Versions of HTTP as events write them, whatever a library calls them. */
public final class HttpVersion {

    private HttpVersion() {}

    /** Whether its requests may be answered in another order, and no header ends a connection. */
    static boolean isMultiplexed(String version) {
        return version != null && version.startsWith("HTTP/2");
    }

    /** Such as {@code HTTP/1.1}; null for null. */
    public static String of(String name) {
        if (name == null || name.startsWith("HTTP/")) {
            return name;
        }
        return name.startsWith("h2") ? "HTTP/2" : name.toUpperCase(Locale.ROOT);
    }
}
