/**
 * The state of a connection: its identity, how it was opened, half-closed and closed, and how HTTP uses it; and the
 * table of all connections. It decides nothing and reports nothing.
 *
 * <p>May import {@code tracer.base}, {@code tracer.verdict}, {@code tracer.reason}, {@code tracer.jdk} and {@code io.firstfin.kernel}.
 */
package io.firstfin.tracer.connection;
