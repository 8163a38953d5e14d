/**
 * The model: what a connection is, what was seen of it, and the verdict, which is a pure function of
 * that. {@link io.firstfin.tracer.connection.SocketTracer} is where the bridge ends; from there each
 * act has its class: {@code Connects}, {@code Binds}, {@code Closes}, {@code HttpExchanges}.
 *
 * <p>Runs on application threads: no lock, no wait, no allocation that an event does not need.
 *
 * <p>May import the events, {@code io.firstfin.kernel} (states and {@code tcp_info}), {@code
 * tracer.jdk}, {@code tracer.http}, {@code tracer.thread} and {@code tracer.identity}; knows nothing of
 * weaving and of look-ups after the close.
 */
package io.firstfin.tracer.connection;
