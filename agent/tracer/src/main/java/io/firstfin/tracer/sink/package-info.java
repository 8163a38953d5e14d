/**
 * Receives everything that the tracer finds about connections: one sink makes JFR events, another keeps counters.
 * While no sink wants anything, nothing is traced.
 *
 * <p>May import {@code tracer.connection}, {@code tracer.verdict}, {@code tracer.reason}, {@code tracer.base}, the
 * events and {@code io.firstfin.kernel}.
 */
package io.firstfin.tracer.sink;
