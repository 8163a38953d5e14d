package io.firstfin.analysis.recording;

import io.firstfin.analysis.model.AgentStatus;
import io.firstfin.analysis.model.KernelSettings;
import io.firstfin.analysis.model.RecordedJvm;
import io.firstfin.analysis.model.Window;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jdk.jfr.ValueDescriptor;
import jdk.jfr.consumer.RecordedEvent;

/** What a JVM's recording says about the JVM, its kernel and its agent. */
final class JvmFacts {

    private final List<ChunkedFile> files;
    private String network;
    private long pid = -1;
    private Optional<Instant> started = Optional.empty();
    private String version = "";
    private boolean mixed;
    private final Newest<KernelSettings> settings = new Newest<>();
    private final Newest<AgentStatus> status = new Newest<>();
    private long untracedConnections = -1;
    private long untracedOpens = -1;
    private final CounterSeries counters = new CounterSeries();

    JvmFacts(JvmFiles jvm) {
        files = jvm.files();
        network = jvm.name();
    }

    void jvm(RecordedEvent event) {
        Optional<Instant> start = Optional.of(event.getInstant("jvmStartTime"));
        long process = Fields.number(event, "pid");
        mixed |= started.isPresent() && (process != pid || !start.equals(started));
        pid = process;
        started = start;
        version = Fields.text(event, "jvmName") + ", "
                + Fields.text(event, "jvmVersion").lines().findFirst().orElse("");
    }

    void settings(RecordedEvent event) {
        String name = Fields.text(event, "networkNamespace");
        network = name.isEmpty() ? network : name;
        settings.offer(
                event.getEndTime(),
                new KernelSettings(
                        Fields.text(event, "kernelVersion"),
                        Fields.integer(event, "firstPort"),
                        Fields.integer(event, "lastPort"),
                        Fields.text(event, "reservedPorts"),
                        Fields.integer(event, "ephemeralPorts"),
                        Fields.integer(event, "twReuse"),
                        Fields.span(event, "twReuseDelay"),
                        Fields.integer(event, "timestamps"),
                        Fields.integer(event, "maxTimeWaitBuckets"),
                        Fields.span(event, "finTimeout")));
    }

    void counters(RecordedEvent event) {
        Map<String, Long> values = new LinkedHashMap<>();
        for (ValueDescriptor field : event.getFields()) {
            // the JDK's own fields are a time, a duration and a thread
            if (field.getTypeName().equals("long") && field.getContentType() == null) {
                values.put(field.getName(), event.getLong(field.getName()));
            }
        }
        counters.add(event.getEndTime(), values);
    }

    void status(RecordedEvent event) {
        untracedConnections = Math.max(untracedConnections, Fields.number(event, "untracedConnections"));
        untracedOpens = Math.max(untracedOpens, Fields.number(event, "untracedOpens"));
        status.offer(
                event.getEndTime(),
                new AgentStatus(
                        Fields.text(event, "version"),
                        Fields.text(event, "woven"),
                        Fields.text(event, "kernelSource"),
                        Fields.text(event, "kernelSourceReason"),
                        Fields.span(event, "kernelDelay"),
                        Fields.number(event, "liveConnections"),
                        Fields.number(event, "unsettled"),
                        Fields.number(event, "dropped"),
                        Fields.number(event, "suppressedErrors"),
                        Fields.text(event, "lastError"),
                        Fields.span(event, "cpuTime"),
                        -1,
                        -1));
    }

    /** Its process id; -1 when the recording does not tell. */
    long pid() {
        return pid;
    }

    String network() {
        return network;
    }

    Newest<KernelSettings> settings() {
        return settings;
    }

    CounterSeries counters() {
        return counters;
    }

    /** Whether a file of it holds the events of another JVM too. */
    boolean isMixed() {
        return mixed;
    }

    /** When the agent last gave account of itself; before all else when it did not. */
    Instant statusTime() {
        return status.time().orElse(Instant.MIN);
    }

    /** How many open connections the agent counted then; negative when it did not tell. */
    long liveConnections() {
        return status.value().map(AgentStatus::liveConnections).orElse(0L);
    }

    /** When it was recorded, in order. */
    List<Window> windows() {
        return Spans.windows(
                files.stream().flatMap(file -> file.chunks().stream()).toList());
    }

    /** When its last file ends. */
    Instant end() {
        List<Window> windows = windows();
        return windows.get(windows.size() - 1).to();
    }

    RecordedJvm recorded() {
        return new RecordedJvm(
                pid,
                started,
                version,
                network,
                files.size(),
                windows(),
                status.value().map(last -> last.withUntraced(untracedConnections, untracedOpens)));
    }
}
