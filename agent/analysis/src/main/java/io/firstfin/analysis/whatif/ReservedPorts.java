package io.firstfin.analysis.whatif;

import io.firstfin.analysis.model.KernelSettings;
import java.util.Arrays;

/** Reads {@code ip_local_reserved_ports}: ports and ranges of them, between commas. */
final class ReservedPorts {

    private static final int LAST = 65_535;

    private ReservedPorts() {}

    /** How many of the widest range are reserved; 0 for a text that is none of the kernel's. */
    static int count(String reserved) {
        return !reserved.matches("\\d{1,5}(-\\d{1,5})?(,\\d{1,5}(-\\d{1,5})?)*")
                ? 0
                : Arrays.stream(reserved.split(","))
                        .mapToInt(ReservedPorts::ofRange)
                        .sum();
    }

    private static int ofRange(String range) {
        int dash = range.indexOf('-');
        int first = Integer.parseInt(dash < 0 ? range : range.substring(0, dash));
        int last = Integer.parseInt(range.substring(dash + 1));
        return Math.max(0, Math.min(last, LAST) - Math.max(first, LAST + 1 - KernelSettings.WIDEST_RANGE) + 1);
    }
}
