package io.firstfin.sample.reliability;

import io.firstfin.sample.Reported;
import io.firstfin.sample.Verdicts;
import java.util.ArrayList;
import java.util.List;

/**
 * What FirstFin reported of the closes of {@link KnownCloses}, held against what those are known to be.
 *
 * @param right closes with the side and the ending that they had
 * @param unknown closes of which FirstFin says that it does not know the one or the other
 * @param wrong what was reported of the others; and closes that were not reported once
 */
record KnownVerdicts(int right, int unknown, List<String> wrong) {
    private static final String UNKNOWN = "UNKNOWN";

    static KnownVerdicts of(List<String> stdout, Verdicts verdicts) {
        int right = 0;
        int unknown = 0;
        List<String> wrong = new ArrayList<>();
        for (String line :
                stdout.stream().filter(one -> one.startsWith("CLOSE ")).toList()) {
            String[] words = line.split(" ");
            List<Reported> reported = verdicts.of("Close", words[1], words[2]);
            if (reported.size() != 1) {
                wrong.add(line + " was reported " + reported.size() + " times");
                continue;
            }
            String side = reported.get(0).value("closedFirst");
            String ending = reported.get(0).value("ending");
            if (side.equals(words[3]) && ending.equals(words[4])) {
                right++;
            } else if (isNot(side, words[3]) || isNot(ending, words[4])) {
                wrong.add(line + " was reported as " + reported.get(0));
            } else {
                unknown++;
            }
        }
        return new KnownVerdicts(right, unknown, wrong);
    }

    int closes() {
        return right + unknown + wrong.size();
    }

    private static boolean isNot(String reported, String known) {
        return !reported.equals(known) && !reported.equals(UNKNOWN);
    }

    @Override
    public String toString() {
        return right + " of " + closes() + " closes right, " + unknown + " UNKNOWN, " + wrong.size() + " wrong";
    }
}
