package io.firstfin.analysis.event;

import io.firstfin.analysis.model.AgentStatus;
import java.time.Instant;

/** {@code firstfin.AgentStatus}: the agent's account of itself. */
public record AgentStatusEvent(Instant time, AgentStatus status) implements TracedEvent {}
