package io.firstfin.sample.chaos;

/**
 * One endpoint's truth beside what FirstFin reported of it.
 *
 * @param plan  the plan of its connection; null where the victim's log has none
 * @param truth null for a Close of no connection that the kernel knows
 * @param reported  null where FirstFin reported no Close
 */
record Judgement(ConnectionPlan plan, EndpointTruth truth, ReportedEnd reported) {
    /** What the worth of a word is. */
    enum Word {
        RIGHT,
        WRONG,
        UNKNOWN,
        /** The kernel's record itself does not say, or both ends were first. */
        OPEN
    }

    String kind() {
        return plan == null ? "(no plan)" : plan.kind();
    }

    /** The API of the endpoint. */
    String api() {
        return plan == null || truth == null
                ? "(no plan)"
                : String.valueOf(
                        VictimAddresses.isListener(truth.endpoints().localPort()) ? plan.server() : plan.client());
    }

    Word closedFirst() {
        String right = truth.closedFirst();
        if (right.equals("UNKNOWN") || !truth.isOver()) {
            return Word.OPEN;
        }
        String said = reported.closedFirst();
        if ("UNKNOWN".equals(said)) {
            return truth.resetsCrossed() ? Word.OPEN : Word.UNKNOWN;
        }
        return right.equals(said) || "BOTH".equals(said) && truth.bothIsRight() ? Word.RIGHT : Word.WRONG;
    }

    boolean supposed() {
        return "SUPPOSED".equals(reported.proof());
    }

    Word ending() {
        String right = truth.ending();
        if (right.equals("UNKNOWN")) {
            return Word.OPEN;
        }
        String said = reported.ending();
        return "UNKNOWN".equals(said)
                ? truth.resetsCrossed() ? Word.OPEN : Word.UNKNOWN
                : right.equals(said) ? Word.RIGHT : Word.WRONG;
    }

    Word timeWait() {
        String right = truth.timeWait();
        if (right.equals("UNKNOWN")) {
            return Word.OPEN;
        }
        if (!reported.settled()) {
            return Word.OPEN; // a Close says nothing of it
        }
        String said = reported.timeWait();
        if ("UNKNOWN".equals(said)) {
            return Word.UNKNOWN;
        }
        return right.equals(said)
                        || truth.timeWaitIsOpen() && truth.timeWaitByFins().equals(said)
                        || "NONE".equals(said) && truth.timeWaitCutShort()
                ? Word.RIGHT
                : Word.WRONG;
    }

    Word resetBy() {
        String right = truth.resetBy();
        String said = reported.resetBy();
        if (right == null) {
            return truth.ending().equals("UNKNOWN") ? Word.OPEN : said == null ? Word.RIGHT : Word.WRONG;
        }
        return said == null || "UNKNOWN".equals(said) ? Word.UNKNOWN : right.equals(said) ? Word.RIGHT : Word.WRONG;
    }

    @Override
    public String toString() {
        return plan + "\n      "
                + (truth == null
                        ? "no truth"
                        : truth.endpoints() + " truth: closedFirst="
                                + truth.closedFirst() + (truth.bothIsRight() ? " (or BOTH)" : "") + " ending="
                                + truth.ending() + " resetBy=" + truth.resetBy() + " timeWait=" + truth.timeWait()
                                + "\n      kernel: " + truth.paths())
                + "\n      " + (reported == null ? "no Close" : reported);
    }
}
