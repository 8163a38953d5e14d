/**
 * Why a connection closes: what HTTP said about its end, what libraries decided, and the rule that chooses among
 * them. Pure, except for {@code ThreadReason}, which belongs to a thread.
 *
 * <p>May import the JDK only. {@code tracer.http} fills it, {@code tracer.connection} keeps it.
 */
package io.firstfin.tracer.reason;
