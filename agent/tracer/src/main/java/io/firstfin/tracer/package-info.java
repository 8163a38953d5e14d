/**
 * What runs inside the traced JVM, in a class loader of its own whose parent is the platform loader:
 * the application sees none of it, and detach lets the collector have it back.
 *
 * <p>{@code weave} puts advice into JDK classes, {@code connection} makes events of what it reports,
 * {@code correlate} asks the kernel afterwards, {@code diagnose} counts ports, {@code site} names lines of code, {@code record} follows JFR, {@code status} tells about
 * ourselves. {@link io.firstfin.tracer.Attachment} is the entrance, {@code Tracing} puts it together.
 */
package io.firstfin.tracer;
