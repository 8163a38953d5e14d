package io.firstfin.tracer.sink;

import io.firstfin.tracer.connection.Connection;
import io.firstfin.tracer.reason.Exchange;

/** A request that was answered, with the connection that carried it. */
public record ExchangeOfConnection(Connection connection, Exchange exchange) {}
