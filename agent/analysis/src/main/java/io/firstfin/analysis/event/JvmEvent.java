package io.firstfin.analysis.event;

import java.io.Serializable;
import java.time.Instant;

/** {@code jdk.JVMInformation}: which JVM was recorded. */
public record JvmEvent(Instant time, long pid, Instant started, String name, String version)
        implements TracedEvent, Serializable {}
