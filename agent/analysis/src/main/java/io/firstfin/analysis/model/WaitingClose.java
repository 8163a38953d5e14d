package io.firstfin.analysis.model;

import java.time.Duration;

/**
 * Connections whose peer had closed while our code had not, seen while they waited.
 *
 * @param destination where they led
 * @param openedBy the place in the code that opened them; empty when unknown
 * @param httpClient the HTTP client they belong to; empty when unknown
 * @param closed our code closed them later, while it was recorded
 * @param count how many
 * @param longest how long the longest had waited at the last look
 */
public record WaitingClose(Destination destination, String openedBy, String httpClient,
        boolean closed, long count, Duration longest) {}
