/**
 * The advice for libraries that open TCP sockets in native code. An advice hands the descriptor's number to {@link
 * io.firstfin.bootstrap.NativeBridge}.
 *
 * <p>May import {@code tracer.weave}, {@code io.firstfin.bootstrap}, Byte Buddy's annotations and the libraries,
 * which are there at compile time only.
 */
package io.firstfin.tracer.hooks.transport;
