/**
 * The acts of a connection's life: {@code SocketTracer} receives the calls of the bridge, and each act has its
 * class: bind, connect, accept, close, and the end of the JVM.
 *
 * <p>Runs on application threads: no lock, no wait, no allocation that an event does not need.
 *
 * <p>May import {@code tracer.http}, {@code tracer.sink} and what those may import, {@code tracer.site} and {@code
 * tracer.base}. Knows nothing of weaving, and nothing of what the kernel shows after the close.
 */
package io.firstfin.tracer.lifecycle;
