/** The JDK's internals that the tracer reads, each reached in one place. Imports the JDK alone. */
package io.firstfin.tracer.jdk;
