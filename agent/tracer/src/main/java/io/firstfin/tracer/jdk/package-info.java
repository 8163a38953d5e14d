/**
 * Reads JDK internals; each of them is accessed in one place. Imports the JDK only.
 */
package io.firstfin.tracer.jdk;
