package io.firstfin.analysis.event;

import java.time.Instant;

/** {@code firstfin.HalfClose}: the code called shutdownOutput. */
public record HalfCloseEvent(Instant time, String connection, StackTrace stack) implements TracedEvent {}
