package io.firstfin.analysis.event;

import java.time.Instant;

/**
 * {@code firstfin.HttpExchange}: a request was answered or failed.
 *
 * @param client the HTTP client's name and version; empty when a server recorded it
 * @param number 1 for the first on its connection
 */
public record HttpExchangeEvent(Instant time, String connection, String client, int status, int number)
        implements TracedEvent {}
