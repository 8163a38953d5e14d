package io.firstfin.analysis.recording;

import io.firstfin.analysis.model.TimeWaitCensus;
import io.firstfin.analysis.model.TimeWaitCensus.Moment;
import io.firstfin.analysis.model.TimeWaitCensus.Shown;
import io.firstfin.analysis.model.TimeWaitOwner;
import io.firstfin.analysis.model.TimeWaitProjection;
import io.firstfin.analysis.model.Window;
import io.firstfin.analysis.recording.Connections.Sample;
import io.firstfin.analysis.recording.TimeWaitLooks.Look;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jdk.jfr.consumer.RecordedEvent;

/** The moments at which a JVM's TIME_WAIT is charged: one ledger for each. */
final class TimeWaitMoments {

    private record Page(Moment moment, Instant time, Optional<Shown> shown, TimeWaitLedger ledger) {

        static Page of(Moment moment, Instant time, Optional<Shown> shown) {
            return new Page(moment, time, shown, new TimeWaitLedger(time));
        }
    }

    private final List<Page> pages = new ArrayList<>();
    private final List<Window> windows;
    private boolean sampled;

    /** @param windows when the JVM was recorded, in order */
    TimeWaitMoments(TimeWaitLooks looks, List<Window> windows) {
        this.windows = windows;
        Optional<Look> last = looks.last();
        Optional<Look> peak = looks.peak();
        if (peak.isPresent() && !peak.equals(last)) {
            pages.add(Page.of(Moment.PEAK, peak.get().time(), peak.map(Look::shown)));
        }
        pages.add(Page.of(
                Moment.END,
                last.map(Look::time).orElse(windows.get(windows.size() - 1).to()),
                last.map(Look::shown)));
    }

    void close(RecordedEvent event, ClosedConnection closed, Instant began, Sample site) {
        Duration lifetime = Fields.span(event, "lifetime");
        Instant end = event.getEndTime();
        Instant opened = lifetime.isNegative() ? end : end.minus(lifetime);
        sampled |= event.getStackTrace() == null && site.weight() > 0;
        for (Page page : pages) {
            page.ledger.close(ends(event), opened, began, closed.group().leavesTimeWaitWithUs(), closed, site);
        }
    }

    void staysOpen(RecordedEvent event) {
        pages.forEach(page -> page.ledger.staysOpen(ends(event), event.getEndTime()));
    }

    List<TimeWaitCensus> all(int jvm, Sources sources) {
        List<TimeWaitCensus> all = new ArrayList<>();
        for (Page page : pages) {
            List<TimeWaitOwner> owners = page.ledger.owners(sources);
            all.add(new TimeWaitCensus(jvm, page.moment, page.time, isWhole(page.time), sampled, owners, page.shown));
        }
        return all;
    }

    long notKept() {
        return pages.stream().mapToLong(page -> page.ledger.notKept()).sum();
    }

    private boolean isWhole(Instant time) {
        Instant from = time.minusSeconds(TimeWaitProjection.SECONDS);
        return windows.stream()
                .anyMatch(window -> !window.from().isAfter(from) && !window.to().isBefore(time));
    }

    /** A name for a pair of ends: 64 bits, so that two of a million are not taken for one. */
    private static long ends(RecordedEvent event) {
        long hash = mixed(0xcbf29ce484222325L, Fields.address(event, "localAddress"));
        hash = (hash ^ Fields.number(event, "localPort")) * 0x100000001b3L;
        hash = mixed(hash, Fields.address(event, "remoteAddress"));
        hash = (hash ^ Fields.number(event, "remotePort")) * 0x9E3779B97F4A7C15L;
        return hash ^ hash >>> 32;
    }

    private static long mixed(long hash, String text) {
        long mixed = hash;
        for (int i = 0; i < text.length(); i++) {
            mixed = (mixed ^ text.charAt(i)) * 0x100000001b3L;
        }
        return mixed;
    }
}
