/**
 * Where everything goes that was found about connections, and what is wanted of it.
 *
 * <p>May import {@code tracer.connection}, {@code tracer.verdict}, {@code tracer.reason}, {@code tracer.base}, the
 * events and {@code io.firstfin.kernel}.
 */
package io.firstfin.tracer.sink;
