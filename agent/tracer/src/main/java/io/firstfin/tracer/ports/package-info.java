/**
 * Who uses the local ports: budgets, the black box of an exhaustion, and connections that hang. It reads the
 * kernel's whole table, so it runs on threads of FirstFin and of JFR; on application threads it only counts, or
 * leaves a note.
 *
 * <p>May import {@code tracer.sink}, {@code tracer.connection}, {@code tracer.verdict}, {@code tracer.reason},
 * {@code tracer.site}, {@code tracer.base} and {@code io.firstfin.kernel}. What it finds goes to the sinks.
 */
package io.firstfin.tracer.ports;
