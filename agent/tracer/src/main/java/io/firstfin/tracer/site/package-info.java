/**
 * Which line of code acts: the call site, as the report names it. Imports the JDK alone.
 */
package io.firstfin.tracer.site;
