/**
 * Why a connection was closed: what HTTP headers said, what libraries decided, and the rule that chooses among
 * them. Pure, except for {@code ThreadReason}, which belongs to a thread.
 *
 * <p>May import the JDK only. {@code tracer.http} fills it, {@code tracer.connection} keeps it.
 */
package io.firstfin.tracer.reason;
