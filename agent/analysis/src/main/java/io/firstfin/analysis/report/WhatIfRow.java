package io.firstfin.analysis.report;

import io.firstfin.analysis.finding.Figures;
import io.firstfin.analysis.whatif.Outcome;

/**
 * What a change would give, in the words of the reports.
 *
 * @param change the change in a few words
 * @param opened new connections a second
 * @param recorded ports needed at the peak by this recording alone
 * @param goingOn the same if it goes on
 * @param share of the ports there are; "-" when their number is unknown
 * @param runsOut at how many connections a second the ports run out; "-" when unknown
 */
public record WhatIfRow(String change, String opened, String recorded, String goingOn, String share, String runsOut) {

    /** No machine opens more: at such a rate something else is used up before the ports are. */
    private static final double BEYOND_ALL = 100_000;

    /** The words for an outcome. */
    public static WhatIfRow of(Outcome outcome) {
        return new WhatIfRow(
                outcome.label(),
                Figures.measured(outcome.opensPerSecond()),
                Figures.count(outcome.peakRecorded()),
                Figures.count(outcome.peakProjected()),
                outcome.share().isEmpty()
                        ? "-"
                        : Figures.percent(outcome.share().getAsDouble()),
                runsOut(outcome));
    }

    private static String runsOut(Outcome outcome) {
        if (outcome.runsOutAt().isEmpty()) {
            return "-";
        }
        double rate = outcome.runsOutAt().getAsDouble();
        return rate > BEYOND_ALL ? ">" + Figures.count((long) BEYOND_ALL) + "/s" : Figures.measured(rate) + "/s";
    }
}
