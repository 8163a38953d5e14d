package io.firstfin.analysis.model;

/**
 * A call site's part in something.
 *
 * @param site the place in the code
 * @param count how often it was this site
 * @param total how often it was any site
 */
public record SiteShare(CallSite site, long count, long total) {

    /** The part, from 0 to 1. */
    public double share() {
        return total == 0 ? 0 : (double) count / total;
    }
}
