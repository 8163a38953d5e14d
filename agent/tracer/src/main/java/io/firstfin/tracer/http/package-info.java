/**
 * Joins what woven HTTP clients and servers report with the connections that they use. The code behind {@code
 * HttpBridge} and {@code ReasonBridge}; it runs on application threads.
 *
 * <p>May import {@code tracer.sink} and what that may import, {@code tracer.jdk} and {@code tracer.base}.
 */
package io.firstfin.tracer.http;
