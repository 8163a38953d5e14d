/**
 * Who uses up the ports: budgets, the black box of an exhaustion, connections that hang. Asks the
 * kernel's whole table, so it runs on threads of ours and of JFR; on the application's it counts, or
 * leaves a note.
 *
 * <p>May import {@code io.firstfin.kernel}, {@code tracer.connection}, {@code tracer.site}, {@code
 * tracer.thread} and the events.
 */
package io.firstfin.tracer.diagnose;
