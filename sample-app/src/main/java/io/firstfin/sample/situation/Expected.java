package io.firstfin.sample.situation;

/**
 * What a report must say first of a situation, stated apart from the approved text.
 *
 * @param finding the name of the first finding; empty where nothing has to change
 * @param callSite what its statement must contain: the application's class and method
 * @param advice a word that its first advice must contain
 */
public record Expected(String finding, String callSite, String advice) {

    /** A finding about the place in the code of this class. */
    static Expected finding(String finding, Class<?> callSite, String advice) {
        return new Expected(finding, callSite.getSimpleName() + ".", advice);
    }

    /** A finding that is about no place in the code. */
    static Expected finding(String finding, String advice) {
        return new Expected(finding, "", advice);
    }

    /** There is nothing to complain about, and the report must not. */
    static Expected nothingToChange() {
        return new Expected("", "", "");
    }

    public boolean isNothing() {
        return finding.isEmpty();
    }
}
