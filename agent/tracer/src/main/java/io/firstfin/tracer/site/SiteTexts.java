package io.firstfin.tracer.site;

import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The texts of the call sites that were met last: an open connection keeps the one that opened it, and most share a few.
 * A site that took the slot of another one only costs making its text again.
 */
final class SiteTexts {

    private static final int SLOTS = 256;

    private static final AtomicReferenceArray<Site> KNOWN = new AtomicReferenceArray<>(SLOTS);

    private SiteTexts() {}

    private static final class Site {
        private final String className;
        private final String method;
        private final int line;
        private final String text;

        Site(String className, String method, int line) {
            this.className = className;
            this.method = method;
            this.line = line;
            this.text = className + "." + method + ":" + line;
        }

        boolean is(String otherClass, String otherMethod, int otherLine) {
            return line == otherLine && method.equals(otherMethod) && className.equals(otherClass);
        }
    }

    /** {@code class.method:line}. */
    static String of(String className, String method, int line) {
        int hash = 31 * (31 * className.hashCode() + method.hashCode()) + line;
        int slot = (hash ^ hash >>> 16) & SLOTS - 1;
        Site known = KNOWN.get(slot);
        if (known == null || !known.is(className, method, line)) {
            known = new Site(className, method, line);
            KNOWN.set(slot, known);
        }
        return known.text;
    }
}
