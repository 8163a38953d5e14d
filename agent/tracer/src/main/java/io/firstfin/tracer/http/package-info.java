/**
 * Links what woven HTTP clients and servers report to the connections that they use. {@code HttpBridge} and {@code
 * ReasonBridge} call it, on application threads.
 *
 * <p>May import {@code tracer.sink} and what that may import, {@code tracer.jdk} and {@code tracer.base}.
 */
package io.firstfin.tracer.http;
