/**
 * The advice for HTTP clients and servers: one file for each library, and no other file knows that library. An
 * advice reads what it needs with the library's own getters and makes one call to {@link
 * io.firstfin.bootstrap.HttpBridge} or {@link io.firstfin.bootstrap.ReasonBridge}.
 *
 * <p>May import {@code tracer.weave}, {@code io.firstfin.bootstrap}, Byte Buddy's annotations and the libraries,
 * which are there at compile time only.
 */
package io.firstfin.tracer.hooks.http;
