package io.firstfin.analysis.engine;

import io.firstfin.analysis.event.AgentStatusEvent;
import io.firstfin.analysis.event.JvmEvent;
import io.firstfin.analysis.event.KernelCountersEvent;
import io.firstfin.analysis.event.KernelSettingsEvent;
import io.firstfin.analysis.model.AgentStatus;
import io.firstfin.analysis.model.KernelSettings;
import io.firstfin.analysis.model.RecordedJvm;
import io.firstfin.analysis.model.Window;
import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** What a JVM's recording says about the JVM, its kernel and its agent. */
final class JvmFacts implements Serializable {

    private static final long serialVersionUID = 1;

    private final String name;
    private final TreeSet<String> sources = new TreeSet<>();
    private List<Window> windows = List.of();
    private JvmEvent jvm;
    private final Newest<String> namespace = new Newest<>();
    private final Newest<KernelSettings> settings = new Newest<>();
    private final Newest<AgentStatus> status = new Newest<>();
    private long untracedConnections = -1;
    private long untracedOpens = -1;
    private final CounterSeries counters = new CounterSeries();

    /** @param name tells the JVM from others */
    JvmFacts(String name) {
        this.name = name;
    }

    /** A part of what was recorded. */
    void recorded(String source, List<Window> when) {
        sources.add(source);
        List<Window> all = new ArrayList<>(windows);
        all.addAll(when);
        windows = Spans.joined(all);
    }

    void jvm(JvmEvent event) {
        jvm = event;
    }

    void settings(KernelSettingsEvent event) {
        if (!event.networkNamespace().isEmpty()) {
            namespace.offer(event.time(), event.networkNamespace());
        }
        settings.offer(event.time(), event.settings());
    }

    void counters(KernelCountersEvent event) {
        counters.add(event);
    }

    void status(AgentStatusEvent event) {
        untracedConnections = Math.max(untracedConnections, event.status().untracedConnections());
        untracedOpens = Math.max(untracedOpens, event.status().untracedOpens());
        status.offer(event.time(), event.status());
    }

    void addAll(JvmFacts other) {
        other.sources.forEach(sources::add);
        List<Window> all = new ArrayList<>(windows);
        all.addAll(other.windows);
        windows = Spans.joined(all);
        jvm = jvm == null ? other.jvm : jvm;
        namespace.offer(other.namespace);
        settings.offer(other.settings);
        status.offer(other.status);
        untracedConnections = Math.max(untracedConnections, other.untracedConnections);
        untracedOpens = Math.max(untracedOpens, other.untracedOpens);
        counters.addAll(other.counters);
    }

    void forgetBefore(Instant moment) {
        windows = windows.stream()
                .filter(window -> window.to().isAfter(moment))
                .map(window -> window.from().isBefore(moment) ? new Window(moment, window.to()) : window)
                .toList();
        counters.forgetBefore(moment);
    }

    /** Tells the JVM from all others: the same in all its files, where these name it. */
    String identity() {
        return jvm == null ? name : jvm.pid() + " started " + jvm.started();
    }

    /** Names the network namespace: where the kernel's name was not recorded, each JVM has its own. */
    String network() {
        return namespace.value().orElse(name);
    }

    Newest<KernelSettings> settings() {
        return settings;
    }

    CounterSeries counters() {
        return counters;
    }

    /** When the agent last gave account of itself; before all else when it did not. */
    long statusTime() {
        return status.time().map(MomentList::nanos).orElse(Long.MIN_VALUE);
    }

    /** How many open connections the agent counted then; negative when unknown. */
    long liveConnections() {
        return status.value().map(AgentStatus::liveConnections).orElse(0L);
    }

    TreeSet<String> sources() {
        return sources;
    }

    /** When it was recorded, in order. */
    List<Window> windows() {
        return windows;
    }

    /** When its recording ends. */
    Instant end() {
        return windows.get(windows.size() - 1).to();
    }

    RecordedJvm recorded() {
        return new RecordedJvm(
                jvm == null ? -1 : jvm.pid(),
                Optional.ofNullable(jvm).map(JvmEvent::started),
                jvm == null ? "" : jvm.name() + ", " + jvm.version(),
                network(),
                sources.size(),
                windows,
                status.value().map(last -> last.withUntraced(untracedConnections, untracedOpens)));
    }
}
