/**
 * Finds the call site: the line of application code that opened or closed a connection. May import {@code
 * tracer.base}.
 */
package io.firstfin.tracer.site;
