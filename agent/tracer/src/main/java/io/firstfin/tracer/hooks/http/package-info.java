/**
 * What gets woven into HTTP clients and servers: one file for each library, that and nothing else knows
 * it. An advice reads what it needs with the library's own getters and makes one call to {@link
 * io.firstfin.bootstrap.HttpBridge} or {@link io.firstfin.bootstrap.ReasonBridge}.
 *
 * <p>May import {@code tracer.weave}, {@code io.firstfin.bootstrap}, Byte Buddy's annotations and the
 * libraries, which are there at compile time only.
 */
package io.firstfin.tracer.hooks.http;
