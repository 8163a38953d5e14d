/**
 * Handles the steps of a connection's life: bind, connect, accept, close, and the end of the JVM. {@code
 * SocketTracer} receives the calls of the bridge, and each step has its class.
 *
 * <p>Runs on application threads: no lock, no wait, no allocation that an event does not need.
 *
 * <p>May import {@code tracer.http}, {@code tracer.sink} and what those may import, {@code tracer.site} and {@code
 * tracer.base}. Does not depend on weaving, nor on what the kernel shows after the close.
 */
package io.firstfin.tracer.lifecycle;
