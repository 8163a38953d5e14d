/**
 * Which line of code acts: the call site, as the report names it. May import {@code tracer.base}.
 */
package io.firstfin.tracer.site;
