package io.firstfin.analysis.finding;

import io.firstfin.analysis.model.PortExhaustion;
import java.util.stream.Collectors;

/** What was seen at the moment when no port was free, in words. */
final class BlackBox {

    private static final int OWNERS = 3;

    private BlackBox() {}

    /** {@code  At the first failure the kernel showed ... Owners: ... Most came from ...}. */
    static String sentences(PortExhaustion box) {
        String owners = box.owners().stream().limit(OWNERS).collect(Collectors.joining("; "));
        return " At the first failure the kernel showed " + Held.words(box.held()) + "."
                + (owners.isEmpty() ? "" : " Owners: " + owners + more(box) + ".")
                + (box.guilty().isEmpty() ? "" : " Most came from " + box.guilty() + ".");
    }

    private static String more(PortExhaustion box) {
        int more = box.owners().size() - OWNERS;
        return more <= 0 ? "" : "; and " + Figures.count(more, "other owner");
    }

    static void into(Evidence evidence, PortExhaustion box) {
        Held.into(evidence, box.held());
        if (!box.guilty().isEmpty()) {
            evidence.with("guilty", box.guilty());
        }
        if (!box.settings().isEmpty()) {
            evidence.with("settings", box.settings());
        }
    }
}
