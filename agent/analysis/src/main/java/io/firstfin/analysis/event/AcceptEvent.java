package io.firstfin.analysis.event;

import java.time.Instant;

/** {@code firstfin.Accept}: an accept returned a connection. */
public record AcceptEvent(Instant time, String connection, Ends ends, StackTrace stack) implements TracedEvent {}
