/**
 * Asks the kernel about each connection after its close, and settles the verdict with the answer. Runs on a thread
 * of FirstFin, never on one of the application.
 *
 * <p>May import {@code tracer.sink}, {@code tracer.connection}, {@code tracer.verdict}, {@code tracer.base} and
 * {@code io.firstfin.kernel}.
 */
package io.firstfin.tracer.settle;
