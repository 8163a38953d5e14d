package io.firstfin.analysis.finding;

import io.firstfin.analysis.model.Network;
import io.firstfin.analysis.model.SiteShare;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Collects the evidence of a finding in the order in which it is reported. */
final class Evidence {

    private final Map<String, Object> values = new LinkedHashMap<>();

    Evidence with(String name, long value) {
        values.put(name, value);
        return this;
    }

    Evidence with(String name, double value) {
        values.put(name, Figures.rounded(value));
        return this;
    }

    Evidence with(String name, String value) {
        values.put(name, value);
        return this;
    }

    /** A count, unless it is negative, which means unknown. */
    Evidence known(String name, long count) {
        return count < 0 ? this : with(name, count);
    }

    /** A span of time in milliseconds, unless it is negative, which means unknown. */
    Evidence known(String name, Duration span) {
        return span.isNegative() ? this : millis(name, span);
    }

    /** A text, unless it is empty, which means unknown. */
    Evidence known(String name, String text) {
        return text.isEmpty() ? this : with(name, text);
    }

    Evidence millis(String name, Duration value) {
        return with(name, value.toNanos() / 1e6);
    }

    /** The worst destination of a cause, and how many there are if there are several. */
    Evidence destination(Cause cause) {
        with("destination", cause.worst().label());
        return cause.isSingle()
                ? this
                : with("destinationCount", cause.affected().size());
    }

    /** A call site with its part in percent, where one is known. */
    Evidence site(String name, Optional<SiteShare> site) {
        site.ifPresent(known -> with(name, known.site().label()).with(name + "Percent", known.share() * 100));
        return this;
    }

    /** The commonest reason, where one is known. */
    Evidence why(WhyClosed why) {
        why.into(this);
        return this;
    }

    /** The most TIME_WAIT that the kernel counted in a namespace, where it was asked. */
    Evidence counted(Network network) {
        network.mostTimeWait().ifPresent(most -> with("timeWaitCounted", most));
        return this;
    }

    Map<String, Object> values() {
        return Collections.unmodifiableMap(values);
    }
}
